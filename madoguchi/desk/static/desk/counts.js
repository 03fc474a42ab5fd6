// The figures of the views follow the list: asked for at most every few seconds, and not while the page is hidden.

import { ask, hear } from "./page.js";

const GAP = 4_000;
let due = 0;

async function refresh() {
  due = 0;
  if (document.visibilityState !== "visible") return;
  let counts;
  try {
    ({ counts } = await (await ask("/desk/counts")).json());
  } catch {
    return; // the next change asks again
  }
  for (const place of document.querySelectorAll("[data-count-of]")) {
    const count = counts[place.dataset.countOf];
    if (count === undefined) continue;
    place.textContent = count > 999 ? "999+" : count;
    if (place.matches(".count")) place.hidden = !count;
  }
}

hear("list-changed", () => { due ||= setTimeout(refresh, GAP * (0.5 + Math.random())); });
hear("live-ready", () => { due ||= setTimeout(refresh, GAP * Math.random()); });
