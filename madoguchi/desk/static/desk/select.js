// Ticking rows: the box, `x`, Shift for all up to here, Shift with the arrows; the arrows alone walk through the list.

import { hear, say } from "./page.js";
import { openRow, rowOf } from "./rows.js";

const list = document.getElementById("rows");
const pane = document.getElementById("list");
const bar = document.getElementById("bulk");
const chosen = new Set();
let anchor = ""; // the row that was ticked last

export const chosenOnes = () => [...chosen];
export const choosing = () => chosen.size > 0;
const rows = () => [...list.querySelectorAll(".row")];
const focused = () => document.activeElement.closest?.(".row");

function set(row, on) {
  if (on) chosen.add(row.dataset.ref);
  else chosen.delete(row.dataset.ref);
  row.querySelector(".row-check").checked = on;
}

export function toggle(row = focused() ?? openRow()) {
  if (!bar || !row) return;
  set(row, !chosen.has(row.dataset.ref));
  anchor = row.dataset.ref;
  show();
}

// All between the one that was ticked last and this one.
export function upTo(row = focused() ?? openRow()) {
  if (!bar || !row) return;
  const all = rows();
  const [from, to] = [all.indexOf(rowOf(anchor) ?? row), all.indexOf(row)];
  for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) set(one, true);
  anchor = row.dataset.ref;
  show();
}

export function all() {
  if (!bar) return;
  for (const row of rows()) set(row, true);
  show();
}

export function none() {
  const held = bar?.contains(document.activeElement);
  chosen.clear();
  for (const box of list.querySelectorAll(".row-check:checked")) box.checked = false;
  show();
  if (held) toList();
}

// Where the keyboard goes on once the bar is gone.
export function toList() {
  const row = rowOf(anchor) ?? list.querySelector(".row");
  (row?.querySelector(".row-link") ?? document.getElementById("list-scroll")).focus({ preventScroll: true });
}

export function keep(references) {
  for (const reference of chosenOnes()) if (!references.includes(reference)) chosen.delete(reference);
  recheck();
}

function show() {
  const n = chosen.size;
  bar.hidden = n === 0;
  pane.toggleAttribute("data-selecting", n > 0);
  list.toggleAttribute("data-selecting", n > 0);
  bar.querySelector("[data-chosen-count]").textContent = say("chosen", { n });
  const said = document.querySelector("[data-chosen-said]");
  const words = n ? say("chosen_said", { n }) : said.textContent && say("chosen_none");
  if (said.textContent !== words) said.textContent = words;
}

// Rows come anew and go: what is ticked is told by its number, not by its box.
function recheck() {
  if (!bar) return;
  for (const reference of chosenOnes()) if (!rowOf(reference)) chosen.delete(reference);
  for (const row of rows()) row.querySelector(".row-check").checked = chosen.has(row.dataset.ref);
  show();
}

function walk(event, by) {
  const row = focused();
  const all = rows();
  const next = row && all[all.indexOf(row) + by];
  if (!next) return;
  event.preventDefault();
  if (event.shiftKey && bar) {
    if (!chosen.has(row.dataset.ref)) toggle(row);
    upTo(next);
  }
  next.querySelector(`.${document.activeElement.className}`).focus();
}

hear("rows-changed", recheck);
list.addEventListener("click", (event) => {
  const box = event.target.closest(".row-check");
  if (!box) return;
  const row = box.closest(".row");
  if (event.shiftKey) upTo(row);
  else toggle(row);
  box.checked = chosen.has(row.dataset.ref);
});
list.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown") walk(event, 1);
  else if (event.key === "ArrowUp") walk(event, -1);
});
pane.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !chosen.size || document.querySelector(":popover-open")) return;
  event.preventDefault();
  none();
});
document.addEventListener("click", (event) => { if (event.target.closest("[data-choose-none]")) none(); });
