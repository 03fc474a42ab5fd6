// What can be done with one message: quote it, copy its text or its link; Shift+J and Shift+K go from one to the next.

import { field, choose, insert } from "./composer.js";
import { thread } from "./thread.js";

function textOf(entry) {
  const picked = String(getSelection());
  const inside = picked && entry.contains(getSelection().anchorNode);
  return (inside ? picked : entry.querySelector("[data-text]").innerText).trim();
}

document.addEventListener("click", (event) => {
  const entry = event.target.closest("#thread > [data-p]");
  if (!entry) return;
  const copy = event.target.closest("[data-copy-text]");
  if (copy) copy.dataset.copy = textOf(entry);
  const link = event.target.closest("[data-copy-link]");
  if (link) link.dataset.copy = `${location.origin}${location.pathname}#${entry.id}`;
  if (event.target.closest("[data-quote]") && field()) {
    choose("reply");
    insert(`${textOf(entry).split("\n").map((line) => `> ${line}`).join("\n")}\n\n`);
  }
}, true); // before copy.js reads what to copy

export function stepMessage(by) {
  const entries = [...(thread()?.querySelectorAll('[data-p]:not([hidden])') ?? [])].filter((li) => li.dataset.kind !== "event");
  const at = entries.indexOf(document.activeElement?.closest("#thread > [data-p]"));
  const next = entries[at < 0 ? (by > 0 ? 0 : entries.length - 1) : at + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
