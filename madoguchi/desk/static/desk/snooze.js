// Snooze until a time by the reader's clock; each choice says what it comes to.
//
//   tell("choose-snooze", { done: (until) => … })   opens the choice; without `done` it snoozes the conversation

import { hear, language, tell } from "./page.js";
import { setStatus } from "./change.js";

const MORNING = 9;
const shown = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
let done = null;

const dialog = () => document.getElementById("snooze-dialog");

export function presets(now) {
  const day = (days, hour = MORNING) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  return {
    "1h": new Date(now.getTime() + 3_600_000),
    "3h": new Date(now.getTime() + 3 * 3_600_000),
    tomorrow: day(1),
    monday: day((8 - now.getDay()) % 7 || 7),
    week: day(7),
  };
}

hear("choose-snooze", (detail) => {
  if (!dialog()) return;
  done = detail.done ?? ((until) => setStatus("snoozed", { until }));
  const times = presets(new Date());
  for (const button of dialog().querySelectorAll("[data-snooze]")) {
    button.dataset.until = times[button.dataset.snooze].toISOString();
    button.querySelector("[data-when]").textContent = shown.format(times[button.dataset.snooze]);
  }
  dialog().querySelector("#snooze-error").hidden = true;
  dialog().showModal();
});

function finish(until) {
  dialog().close();
  done(until);
  tell("list-changed");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-snooze]");
  if (button) finish(button.dataset.until);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-snooze-own]")) return;
  event.preventDefault();
  const input = event.target.querySelector("input");
  const at = new Date(input.value);
  const wrong = !(at > new Date());
  event.target.querySelector("#snooze-error").hidden = !wrong;
  input.setAttribute("aria-invalid", String(wrong));
  if (wrong) input.focus();
  else finish(at.toISOString());
});
