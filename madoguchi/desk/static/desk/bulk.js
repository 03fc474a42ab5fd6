// One change to all ticked conversations: what came of it is said, the rows are as they are now, and what can be taken
// back can.

import { config, nodes, notice, post, say, tell } from "./page.js";
import { chosenOnes, keep, toList } from "./select.js";
import { forget, offer, settle } from "./rows.js";
import { lose } from "./open.js";
import { canUndo } from "./undo.js";

const bar = document.getElementById("bulk");
const failures = document.querySelector("[data-bulk-failed]");

export async function act(fields, { references = chosenOnes(), undoable = true } = {}) {
  if (!references.length) return;
  const held = bar.contains(document.activeElement) || document.activeElement === document.body;
  bar.setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await (await post("/desk/bulk", { c: references, view: config.view, ...fields })).json();
  } catch (error) {
    return notice(error.message, { tone: "danger" });
  } finally {
    bar.removeAttribute("aria-busy");
  }
  for (const row of nodes(answer.rows)) offer(row);
  for (const reference of answer.gone) lose(reference);
  settle();
  const failed = answer.failed.map((one) => one.c);
  for (const one of answer.failed) if (!one.name) forget(one.c);
  if (undoable) keep(failed);
  if (held && !failed.length) toList();
  tell("list-changed");
  if (failed.length) return explain(answer);
  failures.hidden = true;
  if (undoable && answer.undo.length) canUndo(() => takeBack(answer.undo), { text: answer.text });
  else notice(answer.text, { tone: "good" });
}

async function takeBack(steps) {
  for (const { do: what, value, c } of steps) await act({ do: what, value }, { references: c, undoable: false });
}

function explain(answer) {
  failures.querySelector("[data-bulk-failed-said]").textContent = answer.text;
  failures.querySelector("ul").replaceChildren(...answer.failed.map((one) => {
    const line = document.createElement("li");
    line.textContent = say("of_reason", { name: one.name || one.c, reason: one.reason });
    return line;
  }));
  failures.hidden = false;
  failures.focus();
}

export const snooze = () => tell("choose-snooze", { done: (until) => act({ do: "status", value: "snoozed", until }) });

document.addEventListener("click", (event) => {
  const item = event.target.closest("[data-bulk]");
  if (item) act({ do: item.dataset.bulk, value: item.dataset.value });
  if (event.target.closest("[data-bulk-snooze]")) snooze();
  if (!event.target.closest("[data-bulk-dismiss]")) return;
  failures.hidden = true;
  toList();
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-bulk-tags]")) return;
  event.preventDefault();
  event.target.closest("dialog").close();
  act({ do: "tags", value: new FormData(event.target).get("tags") });
  event.target.reset();
});
