// Status, assignee, team, priority, tags, subject: one press, the new header at once, and a way back.
//
//   <button data-change="/desk/c/REF/status" data-field="status" data-value="resolved">
//   <form data-change-form="/desk/c/REF/tags"><input name="tags">
//   <button data-press="resolve|open|snooze">   does what the keyboard's command of that name does

import { hear, notice, post, say, tell } from "./page.js";
import { current, lose } from "./open.js";
import { replaceHead } from "./thread.js";
import { canUndo } from "./undo.js";

export async function change(url, fields, { undoable = true } = {}) {
  const head = document.getElementById("head");
  const before = head && { status: head.dataset.status, agent: head.dataset.assignee };
  try {
    const response = await post(url, fields);
    if (response.status === 204) { tell("list-changed"); return lose(current()); }
    replaceHead(await response.text());
    tell("list-changed");
    if (undoable) offerUndo(url, fields, before);
  } catch (error) {
    notice(error.message, { tone: "danger" });
  }
}

// What was before can be set again by the same request; a snooze is ended by opening.
function offerUndo(url, fields, before) {
  const text = document.querySelector(".head-facts button")?.innerText.trim() ?? "";
  if (fields.status && before.status !== fields.status) {
    const back = ["new", "snoozed"].includes(before.status) ? "open" : before.status;
    canUndo(() => change(url, { status: back }, { undoable: false }), { text });
  } else if ("agent" in fields) {
    const name = document.querySelectorAll(".head-facts button")[1]?.innerText.trim() ?? "";
    canUndo(() => change(url, { agent: before.agent }, { undoable: false }), { text: name });
  }
}

export const setStatus = (status, more = {}) => change(`/desk/c/${current()}/status`, { status, ...more });
export const assignToMe = () => change(`/desk/c/${current()}/assign`, { agent: "me" });

// The menus stand beside the header and outlive it: they are told what holds now.
function mark() {
  const head = document.getElementById("head");
  if (!head) return;
  for (const item of document.querySelectorAll("[data-status-item]")) {
    item.setAttribute("aria-checked", String(item.dataset.statusItem === head.dataset.status));
  }
  for (const item of document.querySelectorAll("[data-agent-item]")) {
    item.setAttribute("aria-checked", String(item.dataset.agentItem === head.dataset.assignee));
  }
}

hear("head-changed", mark);
hear("conversation-opened", mark);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-change]");
  if (button) change(button.dataset.change, { [button.dataset.field]: button.dataset.value });
  const press = event.target.closest("[data-press]")?.dataset.press;
  if (press) tell("run-command", { id: press });
});
document.addEventListener("submit", (event) => {
  const url = event.target.dataset.changeForm;
  if (!url) return;
  event.preventDefault();
  event.target.closest("dialog").close();
  change(url, Object.fromEntries(new FormData(event.target)));
});
document.addEventListener("htmx:afterRequest", (event) => {
  const saved = event.detail.elt?.dataset?.saved;
  if (saved && event.detail.successful) notice(saved, { tone: "good", seconds: 3 });
  else if (event.detail.failed && !event.detail.xhr?.status) notice(say("failed_offline"), { tone: "danger" });
});
