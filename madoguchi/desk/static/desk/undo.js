// The last act can be taken back, by the notice or by `z`: an answer within its seconds, a change of status, team …

import { config, hear, notice, post, say } from "./page.js";
import { current, open } from "./open.js";
import { choose, field, filesOf, form, problem, setFiles, setText, textOf } from "./composer.js";
import { isLive } from "./live.js";

let last = null; // { run, until }

export function canUndo(run, { text, seconds = 8 } = {}) {
  last = { run, until: Date.now() + seconds * 1000 };
  notice(text, { seconds, tone: "good", action: { label: say("undo"), event: "desk-undo" } });
}

export function undo() {
  if (!last || Date.now() > last.until) return;
  const { run } = last;
  last = null;
  for (const toast of document.querySelectorAll(".toast")) toast.remove();
  run();
}

async function callBack(reference, message) {
  let answer;
  try {
    answer = await (await post(`/desk/c/${reference}/m/${message}/undo`, {})).json();
  } catch (error) {
    return notice(error.message, { tone: "danger" });
  }
  if (reference !== current()) await open(reference);
  if (!form()) return;
  choose("reply");
  setText("reply", textOf("reply").trim() ? `${answer.text}\n\n${textOf("reply")}` : answer.text);
  setFiles("reply", [...answer.files, ...filesOf("reply")]);
  problem("");
  field().dispatchEvent(new Event("input", { bubbles: true }));
  notice(say("undone"), { seconds: 4 });
  if (!isLive()) open(reference, { push: false, quiet: true });
}

hear("can-undo-send", ({ reference, message, seconds }) => {
  canUndo(() => callBack(reference, message), { text: say("sent_undo"), seconds });
});
hear("desk-undo", undo);

document.addEventListener("click", (event) => {
  const message = event.target.closest("[data-undo]")?.dataset.undo;
  if (message) callBack(current(), message);
});

// In the bubble the same button counts down; it is shown to the writer alone.
setInterval(() => {
  for (const entry of document.querySelectorAll("#thread > [data-visible-at]")) {
    const button = entry.querySelector("[data-undo]");
    if (!button) continue;
    const left = Math.ceil((new Date(entry.dataset.visibleAt) - Date.now()) / 1000);
    button.hidden = left <= 0 || entry.dataset.who !== config.me;
    const words = ` (${say("undo_seconds", { n: left })})`;
    if (!button.hidden && button.lastElementChild.textContent !== words) button.lastElementChild.textContent = words;
  }
}, 500);
