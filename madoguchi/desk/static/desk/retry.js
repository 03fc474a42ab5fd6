// "Send again" on an answer that was not delivered.

import { notice, post } from "./page.js";
import { isLive } from "./live.js";
import { current, open } from "./open.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-retry]");
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  try {
    await post(`/desk/c/${current()}/m/${button.dataset.retry}/retry`, {});
    if (!isLive()) open(current(), { push: false, quiet: true });
  } catch (error) {
    notice(error.message, { tone: "danger" });
  } finally {
    button.removeAttribute("aria-busy");
  }
});
