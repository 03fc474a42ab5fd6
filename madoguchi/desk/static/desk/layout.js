// What lies between the entries depends on the reader's clock and on what he has seen: days, the line "new since you
// left", bubbles of one sender drawn together, and changes folded. Made anew after each change.

import { config, language, say, zone } from "./page.js";

const TOGETHER = 5 * 60_000;
const FOLD_FROM = 3;
const unfolded = new WeakSet(); // entries whose group the reader opened
const dayKey = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
const dayName = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: "long", day: "numeric", month: "long" });
const dayYear = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: "long" });

export function layOut(thread) {
  for (const made of thread.querySelectorAll("[data-made]")) made.remove();
  const entries = [...thread.querySelectorAll(":scope > [data-p]")];
  days(entries);
  newSince(thread, entries);
  follow(entries);
  fold(entries);
}

function line(kind, child) {
  const li = document.createElement("li");
  li.className = kind;
  li.dataset.made = "";
  li.append(child);
  return li;
}

function days(entries) {
  let before = "";
  for (const entry of entries) {
    const at = new Date(entry.dataset.at);
    const day = dayKey.format(at);
    if (day === before) continue;
    before = day;
    const time = document.createElement("time");
    time.dateTime = day;
    time.textContent = nameOf(at, day);
    entry.before(line("thread-day", time));
  }
}

function nameOf(at, day) {
  const now = Date.now();
  if (day === dayKey.format(now)) return say("today");
  if (day === dayKey.format(now - 86_400_000)) return say("yesterday");
  return at.getFullYear() === new Date().getFullYear() ? dayName.format(at) : dayYear.format(at);
}

function newSince(thread, entries) {
  const seen = Number(thread.dataset.seen);
  if (!seen) return;
  const first = entries.find((entry) => Number(entry.dataset.p) > seen && entry.dataset.kind !== "event"
    && entry.dataset.who !== config.me);
  if (!first) return;
  const span = document.createElement("span");
  span.textContent = say("new_since");
  first.before(line("thread-new", span));
}

function follow(entries) {
  let before = null;
  for (const entry of entries) {
    const bubble = entry.querySelector(":scope > .bubble");
    const same = before && bubble && before.nextElementSibling === entry
      && before.dataset.kind === entry.dataset.kind && before.dataset.who === entry.dataset.who
      && entry.dataset.kind !== "event" && before.dataset.state !== "undone" && entry.dataset.state !== "undone"
      && !entry.querySelector(".bubble-envelope")
      && new Date(entry.dataset.at) - new Date(before.dataset.at) < TOGETHER;
    bubble?.toggleAttribute("data-follows", Boolean(same));
    before = entry;
  }
}

function fold(entries) {
  let run = [];
  for (const entry of [...entries, null]) {
    const joins = entry?.dataset.kind === "event" && (!run.length || run.at(-1).nextElementSibling === entry);
    if (joins) { run.push(entry); continue; }
    close(run);
    run = entry?.dataset.kind === "event" ? [entry] : [];
  }
}

function close(run) {
  const open = run.some((entry) => unfolded.has(entry));
  for (const entry of run) entry.hidden = run.length >= FOLD_FROM && !open;
  if (run.length < FOLD_FROM) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.dataset.kind = "link";
  button.setAttribute("aria-expanded", String(open));
  button.textContent = say("changes", { n: run.length });
  button.addEventListener("click", () => {
    const hide = button.getAttribute("aria-expanded") === "true";
    for (const entry of run) {
      entry.hidden = hide;
      if (hide) unfolded.delete(entry);
      else unfolded.add(entry);
    }
    button.setAttribute("aria-expanded", String(!hide));
  });
  run[0].before(line("thread-event thread-fold", button));
}
