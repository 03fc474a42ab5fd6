// What each command does; the table of names and keys comes from the server (desk/commands.py).

import { commands, hear, notice, tell } from "./page.js";
import { act, snooze } from "./bulk.js";
import { assignToMe, setStatus } from "./change.js";
import { choose, field, form, submit } from "./composer.js";
import { close, open, step } from "./open.js";
import { fold } from "./panes.js";
import { openRow } from "./rows.js";
import { all, choosing, none, toggle, upTo } from "./select.js";
import { stepMessage } from "./messages.js";
import { undo } from "./undo.js";

const show = (id) => { const dialog = document.getElementById(id); if (dialog && !dialog.open) dialog.showModal(); };
const press = (selector) => document.querySelector(selector)?.click();
const menu = (id) => press(`[popovertarget="${id}"]`);
const head = () => document.getElementById("head");

const RUN = {
  palette: () => show("palette"),
  shortcuts: () => show("shortcuts"),
  search: () => { document.getElementById("search-box")?.focus(); document.getElementById("search-box")?.select(); },
  regions,
  undo,
  next: () => step(1),
  previous: () => step(-1),
  "open-row": () => { const row = document.activeElement.closest?.(".row"); if (row) open(row.dataset.ref); },
  back: () => "open" in document.getElementById("panes").dataset && close(),
  choose: () => toggle(),
  "choose-to": () => upTo(),
  "choose-all": all,
  "choose-none": none,
  filter: () => menu("filter"),
  "fold-list": () => fold("list"),
  "fold-context": () => fold("context"),
};
const IN_CONVERSATION = {
  "next-message": () => stepMessage(1),
  "previous-message": () => stepMessage(-1),
  resolve: () => setStatus("resolved"),
  open: () => setStatus("open"),
  "resolve-next": async () => { const next = openRow()?.nextElementSibling; await setStatus("resolved"); if (next?.matches(".row")) open(next.dataset.ref); else close(); },
  status: () => menu("status-menu"),
  snooze: () => tell("choose-snooze"),
  assign: () => menu("assign-menu"),
  "assign-me": assignToMe,
  team: () => menu("team-menu"),
  priority: () => menu("priority-menu"),
  tags: () => show("tags-dialog"),
  subject: () => show("subject-dialog"),
  copy: () => copy(head().dataset.ref),
  "copy-title": () => copy(`${head().dataset.ref} ${head().dataset.title}`),
  "copy-link": () => copy(`${head().dataset.ref} ${head().dataset.title} ${location.origin}${location.pathname}`),
};
const IN_COMPOSER = {
  reply: () => choose("reply"),
  note: () => choose("note"),
  send: () => submit(),
  "send-resolve": () => { choose("reply"); submit({ then: "resolved" }); },
  attach: () => press("[data-attach]"),
  canned: () => { field().focus(); press("[data-canned-open]"); },
};

// With ticked rows these keys mean them, not the open conversation.
const IN_CHOICE = {
  resolve: () => act({ do: "status", value: "resolved" }),
  status: () => menu("bulk-status"),
  snooze,
  assign: () => menu("bulk-assign"),
  "assign-me": () => act({ do: "agent", value: "me" }),
  team: () => menu("bulk-team"),
  priority: () => menu("bulk-priority"),
  tags: () => show("bulk-tags"),
};

const byId = new Map(commands.map?.((command) => [command.id, command]) ?? []);

const named = (command) => command.run || command.id;

export function available(command) {
  if (command.go || RUN[named(command)] || (choosing() && IN_CHOICE[command.id])) return true;
  if (IN_CONVERSATION[named(command)]) return Boolean(head());
  return Boolean(IN_COMPOSER[named(command)] && form());
}

export function run(id) {
  const command = byId.get(id) ?? { id };
  if (!available(command)) return;
  if (command.go) location.assign(command.go);
  else if (choosing() && IN_CHOICE[id]) IN_CHOICE[id]();
  else (RUN[named(command)] ?? IN_CONVERSATION[named(command)] ?? IN_COMPOSER[named(command)])();
}

async function copy(text) {
  await navigator.clipboard?.writeText(text);
  notice(text, { seconds: 3, tone: "good" });
}

// F6: list, thread, context, and round again.
function regions() {
  const all = [...document.querySelectorAll("[data-region]")].filter((region) => region.checkVisibility({ visibilityProperty: true }));
  const at = all.findIndex((region) => region.contains(document.activeElement));
  const next = all[(at + 1) % all.length];
  next?.querySelector('.row[aria-current="true"] .row-link, .row-link, #composer-text, [tabindex="0"], button, a')?.focus();
}

hear("run-command", ({ id }) => run(id));
