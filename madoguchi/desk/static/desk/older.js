// Earlier entries, when the reader scrolls up to them or asks; what he looks at stays where it is.

import { ask, hear } from "./page.js";
import { isLive, on, send } from "./live.js";
import { current } from "./open.js";
import { merge, thread } from "./thread.js";
import { layOut } from "./layout.js";

let loading = false;
const box = () => document.querySelector("[data-older]");

async function load() {
  const first = thread()?.querySelector("[data-p]");
  if (loading || !first || box().hidden) return;
  loading = true;
  const before = Number(first.dataset.p);
  if (isLive() && send({ t: "older", c: current(), p: before })) return;
  try {
    const response = await ask(`/desk/c/${current()}/older?before=${before}`);
    add(await response.text(), response.headers.get("X-More") === "1");
  } catch {
    loading = false; // the button stays
  }
}

function add(html, more) {
  const scroller = document.getElementById("thread-scroll");
  const fromEnd = scroller.scrollHeight - scroller.scrollTop;
  merge(html);
  layOut(thread());
  box().hidden = !more;
  scroller.scrollTop = scroller.scrollHeight - fromEnd;
  loading = false;
}

on("older", (frame) => { if (frame.c === current() && thread()) add(frame.html, frame.more); });
hear("live-lost", () => { loading = false; });
hear("conversation-opened", () => {
  loading = false;
  if (!box()) return;
  box().querySelector("button").addEventListener("click", load);
  const watch = new IntersectionObserver(([entry]) => { if (entry.isIntersecting && entry.target.dataset.met) load(); else entry.target.dataset.met = "1"; },
    { root: document.getElementById("thread-scroll"), rootMargin: "200px" });
  watch.observe(box());
});
