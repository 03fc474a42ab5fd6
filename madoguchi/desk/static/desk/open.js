// Opens a conversation beside the list: the address, the back button and several browser tabs work as on any page.

import { ask, config, copyOf, hear, nodes, tell } from "./page.js";
import { addressOf, forget, openRow, rowOf, setOpen } from "./rows.js";

const SLOW = 300;
const panes = document.getElementById("panes");
let coming = null;

export const pane = () => document.getElementById("conversation");
export const current = () => pane().dataset.ref ?? "";

export async function open(reference, { push = true, quiet = false } = {}) {
  coming?.abort();
  coming = new AbortController();
  const { signal } = coming;
  const address = addressOf(reference);
  tell("conversation-left", { reference: current() });
  setOpen(reference);
  panes.dataset.open = "";
  const skeleton = quiet ? 0 : setTimeout(() => stand("row-skeletons"), SLOW);
  try {
    const response = await ask(address, { headers: { "X-Part": "conversation" }, signal });
    const html = await response.text();
    clearTimeout(skeleton);
    if (push) history.pushState({ reference }, "", address);
    show(html, reference, quiet);
  } catch (error) {
    clearTimeout(skeleton);
    if (error.name === "AbortError") return;
    if (push) history.pushState({ reference }, "", address);
    if (error.status === 404) return stand("thread-gone");
    stand("thread-failed");
    pane().querySelector("[data-open-again]")?.addEventListener("click", () => open(reference, { push: false }));
  }
}

function show(html, reference, quiet) {
  const [fresh] = nodes(html);
  const held = document.activeElement;
  const inside = pane().contains(held);
  pane().replaceWith(fresh);
  if (inside || held === document.body || !held.checkVisibility()) takeFocus(held, reference, inside);
  window.htmx?.process(fresh);
  const title = fresh.querySelector("#head")?.dataset.title;
  if (title) document.title = document.title.replace(/^.*? · /, `${title} · `);
  tell("conversation-opened", { reference, quiet });
}

// What had the focus is gone: the same thing in the new pane, or the row, or the thread where no list is shown.
function takeFocus(held, reference, inside) {
  const same = inside && held.id && document.getElementById(held.id);
  const link = inside ? null : rowOf(reference)?.querySelector(".row-link");
  const next = same || (link?.checkVisibility() ? link : document.getElementById("thread-scroll"));
  next?.focus({ preventScroll: true });
}

function stand(template) {
  const empty = document.createElement("div");
  empty.id = "conversation";
  empty.className = "desk-open";
  const section = document.createElement("section");
  section.className = "desk-thread";
  section.append(copyOf(template));
  empty.append(section);
  pane().replaceWith(empty);
}

// The open conversation was handed to others: its place says so, and its row goes.
export function lose(reference) {
  forget(reference);
  if (reference !== current()) return;
  const focused = pane().contains(document.activeElement) || document.activeElement === document.body || document.querySelector("dialog[open]");
  tell("conversation-left", { reference });
  stand("thread-gone");
  if (focused) pane().querySelector("[data-back]").focus();
}

export function close({ push = true } = {}) {
  const row = openRow();
  tell("conversation-left", { reference: current() });
  delete panes.dataset.open;
  setOpen("");
  const empty = document.createElement("div");
  empty.id = "conversation";
  empty.className = "desk-open";
  empty.append(copyOf("thread-none"));
  pane().replaceWith(empty);
  const address = config.view === "search" ? `/desk/search${location.search}` : `/desk/${config.view}${location.search}`;
  if (push) history.pushState({}, "", address);
  const next = row?.isConnected ? row.querySelector(".row-link") : document.querySelector("#rows .row-link");
  (next ?? document.getElementById("list-scroll")).focus();
}

// The row before or after the open one.
export function step(by) {
  const rows = [...document.querySelectorAll("#rows .row")];
  const at = rows.indexOf(openRow());
  const next = at < 0 ? rows[0] : rows[at + by];
  if (!next) return;
  next.scrollIntoView({ block: "nearest" });
  open(next.dataset.ref);
}

document.addEventListener("click", (event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest(".row-link, [data-open-ref], [data-back]");
  if (!link) return;
  event.preventDefault();
  if (link.matches("[data-back]")) return close();
  open(link.dataset.openRef ?? link.closest(".row").dataset.ref);
});

addEventListener("popstate", () => {
  const [, reference] = location.pathname.match(/^\/desk\/[^/]+\/([^/]+)$/) ?? [];
  if (reference && reference !== current()) open(reference, { push: false });
  else if (!reference && current()) close({ push: false });
});

hear("desk-ready", () => {
  if (!current()) return;
  rowOf(current())?.setAttribute("aria-current", "true");
  const row = rowOf(current());
  row?.scrollIntoView({ block: "nearest" });
  tell("conversation-opened", { reference: current() });
});
