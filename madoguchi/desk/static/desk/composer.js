// Writing: reply and note are two texts in one field; a send carries what was seen, and nothing typed is ever lost.

import { config, hear, notice, post, Refusal, say, tell } from "./page.js";
import { isLive } from "./live.js";
import { current, open } from "./open.js";
import { seenVersion, setSeen } from "./thread.js";

export const form = () => document.getElementById("composer");
export const field = () => document.getElementById("composer-text");
export const mode = () => form()?.dataset.mode ?? "reply";
let texts = { reply: "", note: "" };
let files = { reply: [], note: [] };
let sending = false;
let sendId = crypto.randomUUID?.() ?? "";
let waiting = null; // what the guard holds back

const newId = () => crypto.randomUUID?.() ?? ([1e7] + -1e3 + -4e3 + -8e3 + -1e11).replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

export const filesOf = (kind = mode()) => files[kind];
export const textOf = (kind = mode()) => (kind === mode() && field() ? field().value : texts[kind]);

export function setText(kind, text) {
  texts[kind] = text;
  if (kind === mode()) field().value = text;
}

export function setFiles(kind, list) {
  files[kind] = list;
  tell("files-changed");
}

export function choose(kind, { focus = true } = {}) {
  if (!form()) return;
  if (kind !== mode()) {
    texts[mode()] = field().value;
    form().dataset.mode = kind;
    field().value = texts[kind];
    const other = field().dataset.placeholderNote;
    field().dataset.placeholderNote = field().placeholder;
    field().placeholder = other;
    field().setAttribute("aria-label", say(`${kind}_label`));
    for (const part of form().querySelectorAll("[data-when-mode]")) part.hidden = part.dataset.whenMode !== kind;
    for (const tab of form().querySelectorAll("[role=tab]")) {
      tab.setAttribute("aria-selected", String(tab.dataset.mode === kind));
      tab.tabIndex = tab.dataset.mode === kind ? 0 : -1;
    }
    problem("");
    tell("files-changed");
    tell("mode-changed");
  }
  if (focus) field().focus();
}

export function insert(text, from = field().selectionStart, to = field().selectionEnd) {
  field().setRangeText(text, from, to, "end");
  field().dispatchEvent(new Event("input", { bubbles: true }));
  field().focus();
}

export function problem(text) {
  const box = form()?.querySelector("[data-problem]");
  if (!box) return;
  box.hidden = !text;
  box.querySelector("p").textContent = text;
}

export function state(text) {
  const box = form()?.querySelector(".composer-state");
  if (box) box.textContent = text;
}

export async function submit({ then = "", until = "", anyway = false } = {}) {
  if (!form() || sending) return;
  const kind = mode();
  const reference = current();
  const text = field().value;
  if (!text.trim() && !files[kind].length) return field().focus();
  if (files[kind].some((file) => file.uploading)) return tell("files-waiting", { then, until, anyway });
  busy(true);
  problem("");
  tell("draft-hold");
  try {
    const fields = { id: sendId, text, files: files[kind].filter((file) => file.id).map((file) => file.id) };
    if (kind === "reply") Object.assign(fields, { seen: seenVersion(), then, until, anyway: anyway ? "1" : "" });
    const url = kind === "reply" ? form().action : form().dataset.note;
    const answer = await (await post(url, fields)).json();
    sendId = newId();
    done(kind, reference, answer);
  } catch (error) {
    failed(error, { then, until });
  } finally {
    busy(false);
  }
}

function done(kind, reference, answer) {
  if (reference === current()) {
    setText(kind, "");
    setFiles(kind, []);
    state("");
  }
  tell("draft-sent", { kind, reference });
  if (kind === "note") notice(say("noted"), { tone: "good", seconds: 3 });
  else if (answer.undo_seconds) tell("can-undo-send", { reference, message: answer.m, seconds: answer.undo_seconds });
  if (!isLive() && reference === current()) open(reference, { push: false, quiet: true });
}

function failed(error, how) {
  tell("draft-release");
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 409 && error.data.code === "newer") return guard(error.data, how);
  problem(error.message);
  field()?.focus();
}

// Somebody wrote after what the agent had seen.
function guard(data, how) {
  waiting = { ...how, version: data.version };
  const dialog = document.getElementById("guard-dialog");
  const place = dialog.querySelector("[data-guard-items]");
  place.innerHTML = data.html;
  // The same entries stand in the thread: ids must stay unique.
  for (const entry of place.querySelectorAll("[id]")) entry.removeAttribute("id");
  for (const part of place.querySelectorAll(".bubble-actions, [data-formatted]")) part.remove();
  dialog.showModal();
}

function busy(on) {
  sending = on;
  for (const button of form()?.querySelectorAll("[type=submit]") ?? []) {
    button.setAttribute("aria-busy", String(on));
  }
}

hear("conversation-opened", () => {
  sendId = newId();
  waiting = null;
  if (!form()) return;
  const state = JSON.parse(document.getElementById("draft-state").textContent);
  texts = { reply: state.reply.text, note: state.note.text };
  files = { reply: state.reply.files, note: state.note.files };
  field().value = texts.reply;
  tell("files-changed");
  form().addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  for (const tab of form().querySelectorAll("[role=tab]")) {
    tab.addEventListener("tab-chosen", () => choose(tab.dataset.mode, { focus: false }));
  }
  field().addEventListener("input", () => {
    const over = field().value.length - config.characters;
    if (over > 0) problem(say("too_long", { n: over }));
    else if (!form().querySelector("[data-problem]").hidden) problem("");
  });
});

document.addEventListener("click", (event) => {
  const then = event.target.closest("[data-send-then]")?.dataset.sendThen;
  if (then === "snoozed") tell("choose-snooze", { done: (until) => submit({ then, until }) });
  else if (then) submit({ then });
  const guarded = event.target.closest("[data-guard]")?.dataset.guard;
  if (!guarded) return;
  document.getElementById("guard-dialog").close();
  if (guarded === "anyway") submit({ ...waiting, anyway: true });
  else { setSeen(waiting.version); field().focus(); }
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target !== field()) return;
  event.preventDefault();
  submit(event.shiftKey && mode() === "reply" ? { then: "resolved" } : {});
});
