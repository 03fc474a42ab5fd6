// The sheet of shortcuts: shows the keys as they are on this keyboard, can be searched, and switches single keys off.

import { say } from "./page.js";

const sheet = document.getElementById("shortcuts");
const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const NAMES = { Mod: mac ? "⌘" : "Ctrl", Shift: "⇧", Enter: "↵", Escape: "Esc", Alt: mac ? "⌥" : "Alt", Space: say("key_space") };

export function caps(keys) {
  const span = document.createElement("span");
  span.className = "keys";
  for (const press of keys.split(" ")) {
    for (const key of press === "+" ? ["+"] : press.split("+")) {
      const cap = document.createElement("kbd");
      cap.className = "kbd";
      cap.textContent = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
      span.append(cap);
    }
  }
  return span;
}

const stored = () => { try { return localStorage.getItem("desk-keys"); } catch { return null; } };
export const singleKeys = () => stored() !== "off";

for (const place of sheet?.querySelectorAll("[data-keys]") ?? []) place.append(caps(place.dataset.keys));
const toggle = sheet?.querySelector("[data-keys-switch]");
if (toggle) {
  toggle.checked = singleKeys();
  toggle.addEventListener("change", () => { try { localStorage.setItem("desk-keys", toggle.checked ? "on" : "off"); } catch { /* storage refused */ } });
}
sheet?.querySelector("[data-shortcut-search]").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLocaleLowerCase();
  let any = false;
  for (const group of sheet.querySelectorAll("[data-shortcut-group]")) {
    let shown = false;
    for (const line of group.querySelectorAll("[data-shortcut]")) {
      line.hidden = !line.textContent.toLocaleLowerCase().includes(wanted);
      shown ||= !line.hidden;
    }
    group.hidden = !shown;
    any ||= shown;
  }
  sheet.querySelector("[data-shortcut-none]").hidden = any;
});
