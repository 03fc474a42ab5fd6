// Keyboard for menus that open as popovers: arrows, Home, End, first letters, Tab closes; focus goes in and back.
//
//   <button class="button" popovertarget="status" aria-haspopup="menu">Status</button>
//   <div class="menu" id="status" popover role="menu" aria-label="Status"><button class="menu-item" role="menuitem">…</button></div>
//
// The browser opens and closes it, also without this script. Where it cannot place it (no CSS anchors) we do.

const ANCHORS = CSS.supports("position-area", "block-end");
const ITEMS = ".menu-item:not(:disabled)";
const openers = new WeakMap();

function items(menu) {
  return [...menu.querySelectorAll(ITEMS)];
}

function opener(menu) {
  return openers.get(menu) ?? document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
}

function place(menu, button) {
  const at = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const rtl = getComputedStyle(button).direction === "rtl";
  const toEnd = menu.dataset.align === "end";
  const left = toEnd === rtl ? at.left : at.right - size.width;
  const below = at.bottom + size.height < innerHeight || at.top < size.height;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`;
  menu.style.top = `${below ? at.bottom : at.top - size.height - 8}px`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[popovertarget]");
  const target = button && document.getElementById(button.getAttribute("popovertarget"));
  if (target) openers.set(target, button);
  const item = event.target.closest(".menu[popover] .menu-item");
  if (item && !item.hasAttribute("data-stay")) item.closest(".menu").hidePopover();
});

document.addEventListener("toggle", (event) => {
  const panel = event.target;
  if (!panel.matches?.(".menu[popover], .popover[popover]")) return;
  const button = opener(panel);
  const open = event.newState === "open";
  button?.setAttribute("aria-expanded", String(open));
  if (!open) return;
  if (button && !ANCHORS) place(panel, button);
  if (panel.matches(".menu")) {
    (panel.querySelector('[aria-checked="true"], [aria-current="true"]') ?? items(panel)[0])?.focus();
  }
}, true);

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const menu = event.target.closest?.(".menu[popover]");
  if (!menu) return openByArrow(event);
  const all = items(menu);
  const here = all.indexOf(event.target);
  let next;
  if (event.key === "ArrowDown") next = all[(here + 1) % all.length];
  else if (event.key === "ArrowUp") next = all[(here - 1 + all.length) % all.length];
  else if (event.key === "Home") next = all[0];
  else if (event.key === "End") next = all.at(-1);
  else if (event.key === "Tab") return menu.hidePopover();
  else if (event.key.length === 1 && event.key !== " ") next = byLetter(all, here, event.key);
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
});

function openByArrow(event) {
  const button = event.target.closest?.('[popovertarget][aria-haspopup="menu"]');
  if (!button || event.key !== "ArrowDown") return;
  event.preventDefault();
  button.click();
}

function byLetter(all, here, key) {
  const wanted = key.toLocaleLowerCase();
  const order = [...all.slice(here + 1), ...all.slice(0, here + 1)];
  return order.find((item) => item.textContent.trim().toLocaleLowerCase().startsWith(wanted));
}
