// The open thread: entries come in by version, each stands where its position says; the reader's place is kept.

import { hear, nodes, tell } from "./page.js";
import { on, send } from "./live.js";
import { current, lose, open } from "./open.js";
import { layOut } from "./layout.js";
import { markUnread, rowOf } from "./rows.js";

const NEAR = 80;
let version = 0; // what is on screen
let wantEnd = false; // the agent has just written: he follows to the end
let seen = 0; // what stood at the end of the thread while the page was looked at

export const thread = () => document.getElementById("thread");
const scroller = () => document.getElementById("thread-scroll");
export const seenVersion = () => seen;
export const setSeen = (to) => { seen = Math.max(seen, to); };

function atEnd() {
  const box = scroller();
  return box ? box.scrollHeight - box.scrollTop - box.clientHeight < NEAR : false;
}

function toEnd() {
  const box = scroller();
  if (box) box.scrollTop = box.scrollHeight;
  document.querySelector("[data-to-end]")?.toggleAttribute("hidden", true);
}

hear("conversation-opened", ({ reference, quiet }) => {
  const head = document.getElementById("head");
  if (!head || !thread()) return;
  version = seen = Number(head.dataset.v);
  layOut(thread());
  const wanted = !quiet && location.hash.startsWith("#m-") && document.getElementById(location.hash.slice(1));
  const line = thread().querySelector(".thread-new");
  if (wanted) wanted.scrollIntoView({ block: "center" });
  else if (line && !quiet) line.scrollIntoView({ block: "start" });
  else toEnd();
  if (!wanted && line && atEnd()) toEnd();
  send({ t: "watch", c: reference, v: version });
  scroller().addEventListener("scroll", () => { if (atEnd()) looked(); }, { passive: true });
});

hear("draft-sent", () => { wantEnd = !atEnd(); toEnd(); });
hear("conversation-left", ({ reference }) => { if (reference) send({ t: "unwatch", c: reference }); });
hear("live-ready", () => { if (current() && thread()) send({ t: "watch", c: current(), v: version }); });

for (const type of ["sync", "change"]) {
  on(type, (frame) => {
    if (frame.c !== current() || !thread()) return;
    if (type === "change" && frame.since > version) return send({ t: "watch", c: frame.c, v: version });
    const followed = atEnd() || wantEnd;
    wantEnd = false;
    const news = merge(frame.html);
    if (frame.v >= version && frame.conversation) replaceHead(frame.conversation);
    version = Math.max(version, frame.v);
    layOut(thread());
    if (followed && document.visibilityState === "visible") { toEnd(); looked(); }
    else if (news) document.querySelector("[data-to-end]")?.toggleAttribute("hidden", false);
  });
}
on("reload", (frame) => { if (frame.c === current()) open(frame.c, { push: false, quiet: true }); });
on("gone", (frame) => lose(frame.c));
on("left", (frame) => lose(frame.c));

// Puts entries where they belong; whether something was said that was not there before.
export function merge(html) {
  let news = false;
  for (const entry of nodes(html)) {
    const old = document.getElementById(entry.id);
    if (old) {
      if (Number(entry.dataset.v) > Number(old.dataset.v)) exchange(old, entry);
      continue;
    }
    const next = [...thread().querySelectorAll("[data-p]")].find((li) => Number(li.dataset.p) > Number(entry.dataset.p));
    if (next) next.before(entry);
    else thread().append(entry);
    news ||= entry.dataset.kind !== "event";
  }
  tell("entries-changed");
  return news;
}

// A formatted message that is open stays open: only its state changes.
function exchange(old, entry) {
  const frame = old.querySelector("iframe");
  if (!frame || entry.dataset.state === "undone") return old.replaceWith(entry);
  const [foot, fresh] = [old.querySelector(".bubble-foot"), entry.querySelector(".bubble-foot")];
  if (foot && fresh) foot.replaceWith(fresh);
  for (const name of ["v", "state"]) old.dataset[name] = entry.dataset[name];
}

export function replaceHead(html) {
  const head = document.getElementById("head");
  const [fresh] = nodes(html);
  if (!head || !fresh || head.dataset.ref !== fresh.dataset.ref) return;
  // The answer to a change and the live news of one before it take different ways.
  if (Number(fresh.dataset.v) < Number(head.dataset.v)) return;
  for (const slot of fresh.querySelectorAll("[data-keep]")) {
    const kept = head.querySelector(".head-tags");
    if (kept) slot.replaceWith(kept.cloneNode(true));
  }
  fresh.querySelector("[data-viewers]").replaceChildren(...head.querySelector("[data-viewers]").childNodes);
  const focused = head.contains(document.activeElement) ? [...head.querySelectorAll("a, button")].indexOf(document.activeElement) : -1;
  head.replaceWith(fresh);
  if (focused >= 0) [...fresh.querySelectorAll("a, button")][focused]?.focus();
  tell("head-changed");
}

function looked() {
  document.querySelector("[data-to-end]")?.toggleAttribute("hidden", true);
  if (document.visibilityState !== "visible" || seen >= version) return;
  seen = version;
  send({ t: "read", c: current(), v: version });
  const row = rowOf(current());
  if (row) markUnread(row, 0);
}

document.addEventListener("visibilitychange", () => { if (thread() && atEnd()) looked(); });
document.addEventListener("click", (event) => { if (event.target.closest("[data-to-end]")) { toEnd(); looked(); } });
