// Drafts live on the server: saved 800 ms after the last key and when the field is left; while offline on this device.
// If another screen of the same agent saved meanwhile, both texts are shown and nothing is overwritten.

import { hear, post, say } from "./page.js";
import { current } from "./open.js";
import { field, filesOf, form, mode, setText, state, textOf } from "./composer.js";
import { markDraft } from "./rows.js";

const PAUSE = 800;
let revisions = { reply: 0, note: 0 };
let saved = { reply: "", note: "" };
let timer = 0;
let running = null;
let held = false;
let conflict = null;

const local = (reference, kind) => `draft:${reference}:${kind}`;
const keep = (key, text) => { try { if (text) localStorage.setItem(key, text); else localStorage.removeItem(key); } catch { /* storage refused */ } };
const kept = (key) => { try { return localStorage.getItem(key) ?? ""; } catch { return ""; } };
const print = (kind) => JSON.stringify([textOf(kind), filesOf(kind).map((file) => file.id)]);

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

async function save({ keepalive = false } = {}) {
  clearTimeout(timer);
  if (!form() || held || conflict || running) return running && later();
  const [kind, reference, now] = [mode(), current(), print(mode())];
  if (now === saved[kind]) return;
  state(say("draft_saving"));
  running = post(form().dataset.draft, {
    kind, text: textOf(kind), revision: revisions[kind], files: filesOf(kind).filter((f) => f.id).map((f) => f.id),
  }, { keepalive });
  try {
    const { revision } = await (await running).json();
    keep(local(reference, kind), "");
    if (reference !== current()) return;
    revisions[kind] = revision;
    saved[kind] = now;
    state(revision ? say("draft_saved") : "");
    markDraft(reference, Boolean(revision));
  } catch (error) {
    if (error.offline) keep(local(reference, kind), textOf(kind));
    if (reference !== current()) return;
    if (error.status === 409) show(kind, error.data);
    else state(error.offline ? say("draft_offline") : say("draft_failed"));
  } finally {
    running = null;
    if (form() && reference === current() && !conflict && !held && print(kind) !== saved[kind] && navigator.onLine) later();
  }
}

function show(kind, other) {
  conflict = { kind, ...other };
  const box = form().querySelector("[data-conflict]");
  box.hidden = false;
  box.querySelector("[data-conflict-text]").textContent = other.text;
  state(say("draft_failed"));
}

function take(which) {
  const { kind, text, revision } = conflict;
  conflict = null;
  form().querySelector("[data-conflict]").hidden = true;
  revisions[kind] = revision;
  saved[kind] = "";
  if (which === "theirs") setText(kind, text);
  if (which === "both") setText(kind, `${text}\n\n${textOf(kind)}`);
  field().focus();
  save();
}

hear("conversation-opened", ({ reference }) => {
  clearTimeout(timer);
  held = false;
  conflict = null;
  if (!form()) return;
  const start = JSON.parse(document.getElementById("draft-state").textContent);
  revisions = { reply: start.reply.revision, note: start.note.revision };
  saved = { reply: print("reply"), note: print("note") };
  for (const kind of ["reply", "note"]) {
    const left = kept(local(reference, kind));
    if (left && left !== textOf(kind)) setText(kind, left);
  }
  if (print("reply") !== saved.reply) later();
  field().addEventListener("input", later);
  field().addEventListener("blur", () => save());
});
hear("conversation-left", () => save({ keepalive: true }));
hear("mode-changed", later);
hear("files-changed", () => { if (form() && print(mode()) !== saved[mode()]) later(); });
hear("live-ready", () => { if (form() && print(mode()) !== saved[mode()]) later(); });
hear("draft-hold", () => { held = true; clearTimeout(timer); });
hear("draft-release", () => { held = false; later(); });
hear("draft-sent", ({ kind, reference }) => {
  held = false;
  keep(local(reference, kind), "");
  markDraft(reference, false);
  if (reference !== current()) return;
  revisions[kind] = 0;
  saved[kind] = print(kind);
});
document.addEventListener("click", (event) => {
  const which = event.target.closest("[data-take]")?.dataset.take;
  if (which) take(which);
});
addEventListener("pagehide", () => save({ keepalive: true }));
