// "5 minutes ago" that keeps up with the clock; the exact time with its zone is in the title.
//
//   <time datetime="2026-08-03T12:04:00Z" data-relative>3 August, 12:04</time>     text until the script runs
//   <time datetime="…" data-relative="short">…</time>                              "5m" style for dense rows
//
// Times more than a week away are given as a date. The language is that of the element.

const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];
const WEEK = 7 * 86_400;
const EVERY = 30_000;

export function phrase(date, now, language, style) {
  const seconds = (date - now) / 1000;
  if (Math.abs(seconds) > WEEK) {
    const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
    return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year }).format(date);
  }
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style });
  const [unit, length] = UNITS.find(([, span]) => Math.abs(seconds) >= span) ?? ["second", 60];
  return unit === "second" ? format.format(0, "second") : format.format(Math.trunc(seconds / length), unit);
}

export function refresh(root = document) {
  const now = new Date();
  for (const time of root.querySelectorAll("time[data-relative]")) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    const language = time.closest("[lang]")?.lang || "en";
    const text = phrase(date, now, language, time.dataset.relative === "short" ? "short" : "long");
    if (time.textContent !== text) time.textContent = text;
    time.title = new Intl.DateTimeFormat(language, {
      dateStyle: "full", timeStyle: "long", timeZone: document.documentElement.dataset.zone || undefined,
    }).format(date);
  }
}

refresh();
setInterval(refresh, EVERY);
// Whatever is put into the page later (htmx, live fragments) gets its words before the next paint.
let due = false;
new MutationObserver(() => {
  if (due) return;
  due = true;
  requestAnimationFrame(() => { due = false; refresh(); });
}).observe(document.body, { childList: true, subtree: true });
