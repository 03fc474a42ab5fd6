// Ctrl/⌘+K: every command by name, and a search across conversations for whatever is typed.

import { commands, hear, say } from "./page.js";
import { available, run } from "./commands.js";
import { caps } from "./shortcuts.js";

const dialog = document.getElementById("palette");
const field = document.getElementById("palette-field");
const list = document.getElementById("palette-list");
let found = [];
let chosen = 0;

function look() {
  const wanted = field.value.trim().toLocaleLowerCase();
  const fitting = commands.filter((command) => command.palette && available(command) && fits(command, wanted));
  const begins = (command) => (command.label.toLocaleLowerCase().startsWith(wanted) ? 0 : 1);
  found = fitting.sort((a, b) => begins(a) - begins(b)).map(
    (command) => ({ label: command.label, keys: command.keys, run: () => run(command.id) }));
  if (wanted) {
    const q = field.value.trim();
    found.push({ label: say("search_for", { q }), run: () => location.assign(`/desk/search?q=${encodeURIComponent(q)}`) });
  }
  chosen = 0;
  list.replaceChildren(...found.map(option));
  mark();
}

function fits(command, wanted) {
  const name = `${command.label} ${command.group}`.toLocaleLowerCase();
  return wanted.split(/\s+/).every((word) => name.includes(word));
}

function option(item, index) {
  const node = document.createElement("div");
  node.id = `palette-${index}`;
  node.className = "menu-item";
  node.setAttribute("role", "option");
  const text = document.createElement("span");
  text.className = "menu-text";
  text.textContent = item.label;
  node.append(text);
  if (item.keys) node.append(caps(item.keys));
  node.addEventListener("click", () => { chosen = index; take(); });
  return node;
}

function mark() {
  for (const [index, node] of [...list.children].entries()) {
    node.toggleAttribute("data-active", index === chosen);
    node.setAttribute("aria-selected", String(index === chosen));
    if (index === chosen) node.scrollIntoView({ block: "nearest" });
  }
  if (found.length) field.setAttribute("aria-activedescendant", `palette-${chosen}`);
}

function take() {
  const item = found[chosen];
  dialog.close();
  item?.run();
}

field?.addEventListener("input", look);
field?.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) chosen = (chosen + step + found.length) % found.length;
  else if (event.key === "Enter") return event.preventDefault(), take();
  else return;
  event.preventDefault();
  mark();
});
dialog?.addEventListener("toggle", (event) => { if (event.newState === "open") { field.value = ""; look(); } });
hear("desk-ready", look);
