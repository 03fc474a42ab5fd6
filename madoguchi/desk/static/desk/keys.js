// The keyboard map: single keys where nothing is being typed, sequences within a second, Ctrl/⌘ anywhere.
// Keys pressed while a text is being composed (IME) belong to the text.

import { commands } from "./page.js";
import { run } from "./commands.js";
import { singleKeys } from "./shortcuts.js";

const WITHIN = 1_000;
const byKeys = new Map(commands.filter((command) => command.keys).map((command) => [command.keys, command.id]));
const beginnings = new Set([...byKeys.keys()].flatMap((keys) => {
  const presses = keys.split(" ");
  return presses.slice(1).map((_, index) => presses.slice(0, index + 1).join(" "));
}));
let typed = "";
let timer = 0;

function name(event) {
  const mod = event.ctrlKey || event.metaKey;
  const letter = event.key.length === 1;
  const key = letter && (mod || event.altKey) ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (!letter || (key.toLowerCase() !== key.toUpperCase() && !mod));
  return [mod && "Mod", event.altKey && "Alt", shift && "Shift", letter && shift ? key.toUpperCase() : key].filter(Boolean).join("+");
}

function writing(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function finish() {
  const id = byKeys.get(typed);
  typed = "";
  if (id) run(id);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || event.key === "Process") return;
  if (event.key === "Escape") return leave(event);
  const press = name(event);
  const plain = !(event.ctrlKey || event.metaKey || event.altKey) && press !== "F6";
  if (plain && (writing(event.target) || !singleKeys() || document.querySelector("dialog[open]") || event.target.closest?.(".menu, [role=tablist]"))) return;
  if (press === "Mod+Enter" || press === "Mod+Shift+Enter") return; // the composer's own
  clearTimeout(timer);
  const joined = typed ? `${typed} ${press}` : press;
  typed = byKeys.has(joined) || beginnings.has(joined) ? joined : press;
  if (!byKeys.has(typed) && !beginnings.has(typed)) { typed = ""; return; }
  event.preventDefault();
  if (beginnings.has(typed)) timer = setTimeout(finish, byKeys.has(typed) ? 350 : WITHIN);
  else finish();
});

// Closing dialogs and menus is the browser's; then the field is left for what it belongs to (the draft is kept).
function leave(event) {
  if (document.querySelector("dialog[open], [popover]:popover-open")) return;
  if (!writing(event.target)) return;
  const region = event.target.closest("[data-region]")?.querySelector(".pane-scroll");
  if (region) region.focus({ preventScroll: true });
  else event.target.blur();
}
