// "/" at the start of a word looks for prepared answers: arrows choose, Enter or Tab takes, Esc leaves the text.

import { ask, hear, say } from "./page.js";
import { field, form, insert } from "./composer.js";

const SHOWN = 8;
let replies = null;
let asked = null;
let start = -1; // where the "/" stands, -1: closed
let chosen = 0;
let found = [];

const box = () => document.getElementById("canned");

async function load() {
  asked ??= ask(form().dataset.canned).then((response) => response.json());
  try {
    ({ replies } = await asked);
  } catch {
    asked = null;
    replies = null;
  }
}

function query() {
  const caret = field().selectionStart;
  const [, slash] = field().value.slice(0, caret).match(/(?:^|\s)(\/[^\s/]*)$/) ?? [];
  return slash === undefined ? null : { at: caret - slash.length, words: slash.slice(1) };
}

async function look() {
  const typed = query();
  if (!typed) return hide();
  if (!replies) await load();
  if (!replies || !query()) return hide();
  start = typed.at;
  chosen = 0;
  found = rank(typed.words.toLocaleLowerCase());
  draw();
}

function rank(words) {
  const scored = replies.map((reply) => [score(reply, words), reply]).filter(([points]) => points > 0);
  return scored.sort(([a], [b]) => b - a).slice(0, SHOWN).map(([, reply]) => reply);
}

function score(reply, words) {
  const [shortcut, title] = [reply.shortcut.toLocaleLowerCase(), reply.title.toLocaleLowerCase()];
  if (!words) return 1;
  if (shortcut.startsWith(words)) return 4;
  if (title.startsWith(words)) return 3;
  if (shortcut.includes(words) || title.includes(words)) return 2;
  return reply.text.toLocaleLowerCase().includes(words) ? 1 : 0;
}

function draw() {
  const list = document.getElementById("canned-list");
  list.replaceChildren(...found.map(option));
  if (!found.length) {
    const empty = document.createElement("p");
    empty.className = "soft canned-none";
    empty.textContent = say("no_canned");
    list.append(empty);
  }
  box().hidden = false;
  mark();
}

function option(reply, index) {
  const item = document.createElement("div");
  item.id = `canned-${index}`;
  item.className = "menu-item";
  item.setAttribute("role", "option");
  const text = document.createElement("span");
  text.className = "menu-text";
  text.textContent = reply.title;
  const key = document.createElement("kbd");
  key.className = "kbd";
  key.textContent = `/${reply.shortcut}`;
  item.append(text, key);
  item.addEventListener("pointerdown", (event) => { event.preventDefault(); chosen = index; take(); });
  item.addEventListener("pointermove", () => { if (chosen !== index) { chosen = index; mark(); } });
  return item;
}

function mark() {
  for (const [index, item] of [...document.querySelectorAll("#canned-list [role=option]")].entries()) {
    item.toggleAttribute("data-active", index === chosen);
    item.setAttribute("aria-selected", String(index === chosen));
    if (index === chosen) item.scrollIntoView({ block: "nearest" });
  }
  const reply = found[chosen];
  const preview = box().querySelector(".canned-preview");
  preview.textContent = reply?.text ?? "";
  preview.lang = reply?.language ?? "";
  if (reply) field().setAttribute("aria-activedescendant", `canned-${chosen}`);
  if (reply?.missing) {
    const warning = document.createElement("p");
    warning.className = "canned-warning";
    warning.textContent = say("canned_missing");
    preview.prepend(warning);
  }
}

function hide() {
  start = -1;
  if (!box()) return;
  box().hidden = true;
  field().removeAttribute("aria-activedescendant");
}

// Who has come back to the field meanwhile keeps what they opened there.
function leave() {
  if (document.activeElement !== field()) hide();
}

function take() {
  const reply = found[chosen];
  const from = start;
  hide();
  if (reply) insert(reply.text, from, field().selectionStart);
}

hear("conversation-opened", () => {
  [replies, asked, start] = [null, null, -1];
  if (!form()) return;
  field().addEventListener("input", (event) => { if (!event.isComposing) look(); });
  field().addEventListener("blur", () => setTimeout(leave, 150));
});
document.addEventListener("keydown", (event) => {
  if (event.target !== field() || start < 0 || event.isComposing || event.ctrlKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) { chosen = (chosen + step + found.length) % found.length; mark(); }
  else if ((event.key === "Enter" || event.key === "Tab") && found.length) take();
  else if (event.key === "Escape") hide();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-canned-open]")) return;
  const at = field().selectionStart;
  const glued = at > 0 && !/\s/.test(field().value[at - 1]);
  insert(glued ? " /" : "/");
});
