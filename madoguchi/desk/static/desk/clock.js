// Times by the reader's clock.
//
//   <time datetime data-clock="">12:04</time>   data-clock="day": Fri 9:00   "date": 3 Aug 2026   "full": both
//   <time datetime data-span>18 min</time>      how long ago, in one unit; [data-waiting] around it takes its tone
//   <time data-zone-clock="Asia/Tokyo"></time>  what the clock shows there now

import { language, say, zone } from "./page.js";

const HOUR = 3_600_000;
const formats = {
  "": new Intl.DateTimeFormat(language, { timeZone: zone, timeStyle: "short" }),
  day: new Intl.DateTimeFormat(language, { timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }),
  date: new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: "medium" }),
  full: new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: "medium", timeStyle: "short" }),
};
const exact = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: "full", timeStyle: "long" });

export function span(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return say("minutes", { n: minutes });
  if (minutes < 48 * 60) return say("hours", { n: Math.floor(minutes / 60) });
  return say("days", { n: Math.floor(minutes / 1440) });
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function refresh() {
  for (const time of document.querySelectorAll("time[data-clock]")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    write(time, formats[time.dataset.clock].format(at));
    if (!time.title) time.title = exact.format(at);
  }
  const now = Date.now();
  for (const time of document.querySelectorAll("time[data-span]")) {
    const waited = now - new Date(time.dateTime);
    write(time, span(waited));
    const badge = time.closest("[data-waiting]");
    if (badge) badge.dataset.tone = waited > 24 * HOUR ? "danger" : waited > 4 * HOUR ? "warn" : "good";
  }
  for (const time of document.querySelectorAll("time[data-zone-clock]")) {
    try {
      write(time, new Intl.DateTimeFormat(language, { timeZone: time.dataset.zoneClock, timeStyle: "short" }).format(now));
    } catch {
      time.remove(); // a zone that the browser does not know
    }
  }
}

refresh();
setInterval(refresh, 15_000);
let due = false;
new MutationObserver(() => {
  if (due) return;
  due = true;
  requestAnimationFrame(() => { due = false; refresh(); });
}).observe(document.body, { childList: true, subtree: true });
