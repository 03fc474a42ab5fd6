// A short word on what just happened, with an undo where there is one.
//
//   import { toast } from "…/toast.js";
//   toast({ text: "Sent.", action: { label: "Undo", run: () => … }, seconds: 10, tone: "good" });
//
// The server says it with a header:  HX-Trigger: {"toast": {"text": "Sent.", "action": {"label": "Undo", "event": "undo-send"}}}
// (the event is then dispatched on document). Stays while the pointer or the focus is on it. The region, with its
// template of the markup, is core/_toasts.html (data-toasts).

const TICK = 100;

export function toast({ text, tone = "", seconds = 6, action = null }) {
  const region = document.querySelector("[data-toasts]");
  const node = region.querySelector("template").content.firstElementChild.cloneNode(true);
  node.dataset.tone = tone;
  node.querySelector("p").textContent = text;
  const button = node.querySelector(".button");
  if (action) {
    button.textContent = action.label;
    button.addEventListener("click", () => {
      node.remove();
      if (action.run) action.run();
      else document.dispatchEvent(new CustomEvent(action.event, { detail: action.detail ?? null }));
    });
  } else {
    button.remove();
  }
  region.append(node);
  countDown(node, seconds * 1000);
  return node;
}

function countDown(node, life) {
  const bar = node.querySelector("progress");
  let left = life;
  bar.max = life;
  const timer = setInterval(() => {
    if (!node.isConnected) return clearInterval(timer);
    if (node.matches(":hover, :focus-within")) return;
    left -= TICK;
    bar.value = left;
    if (left <= 0) node.remove();
  }, TICK);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast-dismiss]")?.closest(".toast").remove();
});
document.addEventListener("toast", (event) => toast(event.detail));
