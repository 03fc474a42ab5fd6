// Light, dark or as the system says, remembered in a cookie so that the server draws the next page right at once.
//
//   <div class="segmented" role="group" aria-label="Appearance">
//     <button type="button" data-theme-choice="system" aria-pressed="true">…</button>
//     <button type="button" data-theme-choice="light">…</button> <button type="button" data-theme-choice="dark">…</button>
//   </div>
//
// In a menu the same buttons carry role="menuitemradio" and get aria-checked.

const COOKIE = "theme";
const YEAR = 60 * 60 * 24 * 365;

export function choice() {
  return document.documentElement.dataset.theme || "system";
}

export function choose(theme) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  const age = theme === "system" ? 0 : YEAR;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${COOKIE}=${theme}; path=/; max-age=${age}; samesite=lax${secure}`;
  mark();
}

function mark() {
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    const state = button.getAttribute("role") === "menuitemradio" ? "aria-checked" : "aria-pressed";
    button.setAttribute(state, String(button.dataset.themeChoice === choice()));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (button) choose(button.dataset.themeChoice);
});
mark();
