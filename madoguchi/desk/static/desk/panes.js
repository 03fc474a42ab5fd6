// Folds the list and the context; remembered on this device.

import { hear } from "./page.js";

const panes = document.getElementById("panes");
const wide = matchMedia("(width >= 1280px)");
const remember = (side, state) => { try { localStorage.setItem(`desk-${side}`, state); } catch { /* storage refused */ } };
const remembered = (side) => { try { return localStorage.getItem(`desk-${side}`); } catch { return null; } };

export function fold(side) {
  const shown = side === "list" ? panes.dataset.list !== "closed"
    : wide.matches ? panes.dataset.context !== "closed" : panes.dataset.context === "open";
  panes.dataset[side] = shown ? "closed" : "open";
  if (wide.matches) remember(side, panes.dataset[side]);
  mark();
}

function mark() {
  const shown = wide.matches ? panes.dataset.context !== "closed" : panes.dataset.context === "open";
  for (const button of document.querySelectorAll('[data-fold="context"]:not(.close-context)')) {
    button.setAttribute("aria-expanded", String(shown));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fold]");
  if (button) fold(button.dataset.fold);
});
for (const side of ["list", "context"]) if (wide.matches && remembered(side)) panes.dataset[side] = remembered(side);
hear("conversation-opened", () => { if (!wide.matches) delete panes.dataset.context; mark(); });
hear("head-changed", mark);
wide.addEventListener("change", () => { delete panes.dataset.context; mark(); });
