// The list is live and does not jump: a row changes where it stands; what would move others waits behind the pill
// while the pointer or the focus is on the list. The open row never leaves under the reader's eyes.

import { config, ask, hear, nodes, say, tell } from "./page.js";
import { on } from "./live.js";
import { before, belongs } from "./order.js";

const list = document.getElementById("rows");
const pane = document.getElementById("list");
const pill = document.querySelector("[data-new-rows]");
const pending = new Map(); // reference → row

export const rowOf = (reference) => document.getElementById(`r-${reference}`);
export const openRow = () => list.querySelector('.row[aria-current="true"]');

export function addressOf(reference) {
  if (config.view === "search") return `/desk/search/${reference}${location.search}`;
  return `/desk/${config.view}/${reference}${config.query ? `?${config.query}` : ""}`;
}

// Takes a row as the server renders it for everyone.
export function offer(row) {
  const old = rowOf(row.dataset.ref);
  if (old && Number(row.dataset.v) < Number(old.dataset.v)) return;
  dress(row, old);
  const stays = belongs(row, Boolean(old));
  if (old && (old === openRow() || config.view === "search" || (stays && atHome(row, old)))) {
    pending.delete(row.dataset.ref);
    keepFocus(old, row, () => old.replaceWith(row));
    tell("rows-changed");
  } else if (old || stays) {
    pending.set(row.dataset.ref, row);
    if (busy()) showPill();
    else settle();
  }
}

// A conversation that this agent may not see any more, or that is not there.
export function forget(reference) {
  pending.delete(reference);
  takeAway(rowOf(reference));
  showPill();
  markEmpty();
  tell("list-changed");
}

// What a row for everyone cannot know: this agent's unread, draft, tags, address.
function dress(row, old) {
  const open = openRow()?.dataset.ref === row.dataset.ref;
  for (const slot of old ? row.querySelectorAll("[data-keep]") : []) {
    const kept = old.querySelector(`[data-keep="${slot.dataset.keep}"]`);
    if (kept) slot.replaceWith(kept.cloneNode(true));
  }
  if (open) row.setAttribute("aria-current", "true");
  const fresh = row.dataset.lastKind === "customer" && row.dataset.last > (old?.dataset.last ?? "");
  const before = Number(old?.dataset.unread ?? 0);
  markUnread(row, row.dataset.unread ? Number(row.dataset.unread) : open ? 0 : before + (fresh ? 1 : 0));
  row.querySelector(".row-link").setAttribute("href", addressOf(row.dataset.ref));
}

export function markUnread(row, count) {
  const badge = row.querySelector('[data-keep="unread"]');
  if (count) row.dataset.unread = count;
  else delete row.dataset.unread;
  badge.hidden = !count;
  badge.querySelector("[data-count]").textContent = count > 99 ? "99+" : count;
  badge.querySelector("[data-count-said]").textContent = say("unread", { n: count });
}

export function markDraft(reference, has) {
  const icon = rowOf(reference)?.querySelector('[data-keep="draft"]');
  if (icon) icon.hidden = !has;
}

function busy() {
  return pane.matches(":hover") || pane.contains(document.activeElement);
}

function showPill() {
  pill.hidden = pending.size === 0;
  pill.querySelector("span").textContent = say("new_rows", { n: pending.size });
}

export function settle() {
  for (const row of pending.values()) place(row);
  pending.clear();
  showPill();
  markEmpty();
}

function markEmpty() {
  document.querySelector("[data-empty]").hidden = list.querySelector(".row, [data-more]") !== null;
  tell("rows-changed");
}

function place(row) {
  const old = rowOf(row.dataset.ref);
  if (!belongs(row, Boolean(old))) return takeAway(old);
  const next = [...list.querySelectorAll(".row")].find((other) => other !== old && before(row, other));
  const more = list.querySelector("[data-more]");
  if (!next && more) return takeAway(old); // it stands on a page that is not loaded yet
  keepFocus(old, row, () => { old?.remove(); list.insertBefore(row, next ?? null); });
}

// A row that had the focus gives it to what takes its place, never to the page.
function keepFocus(old, row, exchange) {
  const held = old?.contains(document.activeElement) ? document.activeElement.className : "";
  exchange();
  if (held) row.querySelector(`.${held}`)?.focus({ preventScroll: true });
}

function takeAway(row) {
  if (!row) return;
  const held = row.contains(document.activeElement);
  const heir = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  if (held) (heir?.querySelector(".row-link, a") ?? document.getElementById("list-scroll")).focus({ preventScroll: true });
}

function atHome(row, old) {
  const [above, below] = [old.previousElementSibling, old.nextElementSibling];
  return (!above?.matches(".row") || before(above, row) || above.dataset.key === row.dataset.key)
    && (!below?.matches(".row") || before(row, below) || below.dataset.key === row.dataset.key);
}

// Everything again from the server, merged without a jump: after a break, and when the list was left alone for long.
export async function refresh() {
  if (config.view === "search") return;
  let html;
  try {
    html = await (await ask(`/desk/${config.view}?fresh=1&${config.query}`)).text();
  } catch {
    document.querySelector("[data-list-old]").hidden = false;
    return;
  }
  document.querySelector("[data-list-old]").hidden = true;
  const fresh = nodes(html).filter((node) => node.matches(".row"));
  const whole = !html.includes("data-more");
  const known = new Set(fresh.map((row) => row.dataset.ref));
  const last = fresh.at(-1);
  for (const row of list.querySelectorAll(".row")) {
    const gone = !known.has(row.dataset.ref) && row !== openRow() && (whole || before(row, last));
    if (gone) takeAway(row);
  }
  for (const row of fresh) offer(row);
  settleIfCalm();
}

function settleIfCalm() {
  if (!busy()) settle();
}

// The row that was open may go where it belongs once another is.
export function setOpen(reference) {
  const left = openRow();
  if (left?.dataset.ref === reference) return;
  left?.removeAttribute("aria-current");
  if (left && config.view !== "search" && !belongs(left, true)) takeAway(left);
  const row = rowOf(reference);
  row?.setAttribute("aria-current", "true");
  if (row) markUnread(row, 0);
}

on("row", (frame) => {
  for (const row of nodes(frame.html)) offer(row);
  tell("list-changed");
});
hear("live-ready", refresh);
pill.addEventListener("click", () => { settle(); document.getElementById("list-scroll").scrollTop = 0; });
pane.addEventListener("pointerleave", () => setTimeout(settleIfCalm, 300));
pane.addEventListener("focusout", () => setTimeout(settleIfCalm, 300));
document.querySelector("[data-reload-list]").addEventListener("click", refresh);
