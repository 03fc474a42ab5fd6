// Who else is looking, and who is writing; a note's writer is not told to anyone.

import { config, hear, say } from "./page.js";
import { on, send } from "./live.js";
import { current, pane } from "./open.js";
import { field, form, mode, textOf } from "./composer.js";

const EVERY = 3_000;
const IDLE = 5_000;
const HOLD = 7_000;
let told = 0;
let idle = 0;
const typists = new Map(); // name → { timer, agent }

const ours = (frame) => frame.c === current() || (frame.id && frame.id === pane().dataset.id);

function typed() {
  if (mode() !== "reply" || !textOf("reply").trim()) return stop();
  clearTimeout(idle);
  idle = setTimeout(stop, IDLE);
  if (Date.now() - told < EVERY) return;
  told = Date.now();
  send({ t: "typing", c: current(), on: true });
}

function stop() {
  clearTimeout(idle);
  if (!told) return;
  told = 0;
  send({ t: "typing", c: current(), on: false });
}

function show() {
  const place = document.querySelector("[data-typing]");
  if (!place) return;
  const names = [...typists.keys()];
  place.replaceChildren();
  if (names.length) {
    const line = document.createElement("p");
    line.className = "typing";
    line.append(...[1, 2, 3].map(() => document.createElement("i")));
    const words = document.createElement("span");
    words.textContent = say(names.length > 1 ? "typing_many" : "typing", { name: names[0] });
    line.append(words);
    place.append(line);
  }
  warn();
}

// Another agent answers already: said beside the button, which then asks for a second thought.
function warn() {
  const other = [...typists].find(([, typist]) => typist.agent);
  const box = form()?.querySelector("[data-other-types]");
  if (!box) return;
  box.hidden = !other;
  if (other) box.querySelector("p").textContent = say("typing_reply", { name: other[0] });
  form().querySelector("[data-send-words]").textContent = say(other ? "send_anyway" : "send");
}

on("typing", (frame) => {
  if (!ours(frame) || frame.agent === config.me) return;
  const name = frame.who || say("typing");
  clearTimeout(typists.get(name)?.timer);
  if (frame.on) {
    const timer = setTimeout(() => { typists.delete(name); show(); }, HOLD);
    typists.set(name, { timer, agent: Boolean(frame.agent) });
  } else {
    typists.delete(name);
  }
  show();
});
on("present", (frame) => {
  const place = document.querySelector("[data-viewers]");
  if (!ours(frame) || !place) return;
  place.innerHTML = frame.html;
  place.querySelector(`[data-agent="${config.me}"]`)?.remove();
});
hear("conversation-opened", () => {
  typists.clear();
  told = 0;
  field()?.addEventListener("input", typed);
  field()?.addEventListener("blur", stop);
});
hear("conversation-left", stop);
hear("draft-hold", stop);
