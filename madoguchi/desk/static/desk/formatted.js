// A message as it was sent, in a sandboxed frame without script; pictures of the web load only when asked for.

import { say } from "./page.js";

const MOST = 4000;

function show(place, pictures = false) {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  frame.referrerPolicy = "no-referrer";
  frame.title = say("formatted");
  frame.src = place.dataset.formatted + (pictures ? "?pictures=1" : "");
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    if (page?.body) frame.height = Math.min(MOST, page.documentElement.scrollHeight + 4);
    const remote = page && [...page.images].some((image) => /^https:/.test(image.getAttribute("src") ?? ""));
    if (remote && !pictures) place.append(button(say("show_pictures"), () => { hide(place); show(place, true); }));
  });
  place.replaceChildren(button(say("plain"), () => { hide(place); place.append(button(say("formatted"), () => show(place))); }), frame);
  text(place).hidden = true;
}

function hide(place) {
  place.replaceChildren();
  text(place).hidden = false;
}

const text = (place) => place.parentElement.querySelector(":scope > [data-text]");

function button(words, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.dataset.kind = "link";
  made.textContent = words;
  made.addEventListener("click", run);
  return made;
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-show-formatted]");
  if (opener) show(opener.closest("[data-formatted]"));
});
