// A look into a row's conversation without opening it: the mouse rests on the row, or its link has the keyboard's focus
// for as long; Space shows it at once, reads it out, and takes it away, and so does Escape. Nothing in it can be
// operated, so the focus stays where it is. There is none for a finger: it opens the conversation itself.

import { ask, hear, notice, tell } from "./page.js";
import { openRow, rowOf } from "./rows.js";

const REST = 600; // until the first one; while one is shown the next comes sooner
const NEXT = 200;
const GRACE = 250; // for the way from the row to what is shown
const GAP = 8;
const KEPT = 50;
const list = document.getElementById("rows");
const pane = document.getElementById("list");
const card = document.getElementById("preview");
const said = document.querySelector("[data-preview-said]");
const kept = new Map(); // reference and version → markup
let wanted = ""; // the row that is shown, or will be
let dismissed = ""; // taken away by hand: not again until the row was left
let coming = null;
let waiting = 0;
let leaving = 0;
let at = {}; // where the pointer was

const shown = () => card.matches(":popover-open");

function soon(row) {
  clearTimeout(leaving);
  const { ref } = row.dataset;
  if (ref === wanted || ref === dismissed || row === openRow()) return;
  dismissed = "";
  clearTimeout(waiting);
  wanted = ref;
  waiting = setTimeout(show, shown() ? NEXT : REST, ref);
}

async function show(reference, { aloud = false } = {}) {
  clearTimeout(waiting);
  clearTimeout(leaving);
  coming?.abort();
  coming = new AbortController();
  wanted = reference;
  dismissed = "";
  try {
    const html = await markup(reference, coming.signal);
    const row = rowOf(reference);
    if (wanted !== reference || !row) return;
    card.innerHTML = html;
    if (!shown()) card.showPopover();
    card.dataset.of = reference;
    place(row);
    if (aloud) setTimeout(readOut, 100, reference); // the clock writes the times first
    tell("preview-shown", { reference });
  } catch (error) {
    if (error.name === "AbortError") return;
    if (aloud) notice(error.message, { tone: "danger" });
    hide();
  }
}

function readOut(reference) {
  if (shown() && wanted === reference) said.textContent = card.innerText.replace(/\s+/g, " ");
}

async function markup(reference, signal) {
  const key = `${reference} ${rowOf(reference)?.dataset.v}`;
  if (!kept.has(key)) {
    kept.set(key, await (await ask(`/desk/c/${reference}/preview`, { signal })).text());
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  }
  return kept.get(key);
}

// Beside the list at the row's height; where there is no room, below or above the row.
function place(row) {
  const [line, edge] = [row.getBoundingClientRect(), pane.getBoundingClientRect()];
  const { offsetWidth: width, offsetHeight: height } = card;
  const mirrored = getComputedStyle(card).direction === "rtl";
  const left = mirrored ? edge.left - width - GAP : edge.right + GAP;
  const beside = left >= GAP && left + width + GAP <= innerWidth;
  const under = line.bottom + GAP + height <= innerHeight ? line.bottom + GAP : line.top - height - GAP;
  const within = (top) => Math.max(GAP, Math.min(top, innerHeight - height - GAP));
  card.style.left = `${beside ? left : Math.max(GAP, Math.min(line.left + 3 * GAP, innerWidth - width - GAP))}px`;
  card.style.top = `${within(beside ? line.top : under)}px`;
}

function hide() {
  clearTimeout(waiting);
  clearTimeout(leaving);
  coming?.abort();
  wanted = "";
  said.textContent = "";
  delete card.dataset.of;
  if (shown()) card.hidePopover();
}

function dismiss() {
  const was = wanted;
  hide();
  dismissed = was;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, GRACE);
}

// Rows that move under a pointer at rest are not looked at.
list.addEventListener("pointermove", (event) => {
  const rests = event.screenX === at.x && event.screenY === at.y;
  at = { x: event.screenX, y: event.screenY };
  if (event.pointerType !== "mouse" || event.buttons || rests) return;
  const row = event.target.closest(".row");
  if (row) soon(row);
});
list.addEventListener("pointerout", (event) => {
  if (event.target.closest(".row")?.contains(event.relatedTarget)) return;
  dismissed = "";
  if (event.relatedTarget !== card && !card.contains(event.relatedTarget)) leave();
});
card.addEventListener("pointerenter", () => clearTimeout(leaving));
card.addEventListener("pointerleave", leave);
list.addEventListener("focusin", (event) => {
  if (event.target.matches(".row-link:focus-visible")) soon(event.target.closest(".row"));
});
list.addEventListener("focusout", () => { dismissed = ""; leave(); });

addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".row");
  const bare = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
  if (event.key === " " && bare && event.target.matches(".row-link")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (shown() && wanted === row.dataset.ref) dismiss();
    else show(row.dataset.ref, { aloud: true });
  } else if (event.key === "Escape" && shown()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    dismiss();
  } else if (shown() && !["Shift", "Control", "Alt", "Meta"].includes(event.key)) {
    dismiss();
  }
}, { capture: true });
document.getElementById("list-scroll").addEventListener("scroll", () => { if (wanted) hide(); }, { passive: true });
list.addEventListener("pointerdown", dismiss);
hear("conversation-left", dismiss);
hear("rows-changed", () => {
  const row = wanted && rowOf(wanted);
  if (wanted && !row) hide();
  else if (row && card.dataset.of === wanted) show(wanted);
});
