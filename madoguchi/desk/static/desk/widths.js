// The edges between the panes: dragged, or moved by the arrows (Home and End: as far as it goes; Enter or a double
// click: as it was). Remembered on this device.

const panes = document.getElementById("panes");
const STEP = 16;
const rtl = getComputedStyle(panes).direction === "rtl";

const stored = (side) => { try { return Number(localStorage.getItem(`desk-width-${side}`)); } catch { return 0; } };
const store = (side, width) => { try { if (width) localStorage.setItem(`desk-width-${side}`, width); else localStorage.removeItem(`desk-width-${side}`); } catch { /* storage refused */ } };

const pane = (side) => document.querySelector(`.desk-${side}`);
const now = (side) => Math.round(pane(side)?.getBoundingClientRect().width ?? 0);

function set(edge, width) {
  const { side } = edge.dataset;
  const [least, most] = [Number(edge.ariaValueMin), Number(edge.ariaValueMax)];
  const wanted = width && Math.round(Math.min(most, Math.max(least, width)));
  if (wanted) panes.style.setProperty(`--${side}-width`, `${wanted}px`);
  else panes.style.removeProperty(`--${side}-width`);
  store(side, wanted);
  edge.ariaValueNow = String(wanted || now(side));
}

// Which way is wider: the list grows towards the end of the line, the context towards its beginning.
const outward = (side) => (side === "list") !== rtl ? 1 : -1;

for (const edge of document.querySelectorAll("[data-edge-of]")) {
  edge.dataset.side = edge.dataset.edgeOf;
  const { side } = edge.dataset;
  if (stored(side)) set(edge, stored(side));
  edge.addEventListener("focus", () => { edge.ariaValueNow = String(now(side)); });
  edge.addEventListener("dblclick", () => set(edge, 0));
  edge.addEventListener("keydown", (event) => {
    const by = { ArrowRight: outward(side), ArrowLeft: -outward(side) }[event.key];
    if (by) set(edge, now(side) + by * STEP);
    else if (event.key === "Home") set(edge, Number(edge.ariaValueMin));
    else if (event.key === "End") set(edge, Number(edge.ariaValueMax));
    else if (event.key === "Enter") set(edge, 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  edge.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const [from, width] = [event.clientX, now(side)];
    const move = (moved) => set(edge, width + (moved.clientX - from) * outward(side));
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener("pointermove", move);
    edge.addEventListener("lostpointercapture", () => edge.removeEventListener("pointermove", move), { once: true });
  });
}
