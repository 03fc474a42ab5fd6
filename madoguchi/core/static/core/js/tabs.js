// Tabs that switch panels: arrows, Home and End move, the panel follows.
//
//   <div class="tabs" role="tablist" aria-label="…">
//     <button class="tab" role="tab" type="button" id="t1" aria-controls="p1" aria-selected="true">…</button> …
//   </div>
//   <div role="tabpanel" id="p1" aria-labelledby="t1">…</div>
//
// A tab that is chosen dispatches "tab-chosen" (bubbles), for panels that load on demand.

export function choose(tab) {
  for (const other of tab.closest('[role="tablist"]').querySelectorAll('[role="tab"]')) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", String(chosen));
    other.tabIndex = chosen ? 0 : -1;
    const panel = document.getElementById(other.getAttribute("aria-controls"));
    if (panel) panel.hidden = !chosen && panel.getAttribute("aria-labelledby") === other.id;
  }
  tab.dispatchEvent(new CustomEvent("tab-chosen", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest('[role="tab"]:not(:disabled)');
  if (tab) choose(tab);
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || !event.target.matches?.('[role="tab"]')) return;
  const all = [...event.target.closest('[role="tablist"]').querySelectorAll('[role="tab"]:not(:disabled)')];
  const rtl = getComputedStyle(event.target).direction === "rtl";
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
  let next;
  if (step) next = all[(all.indexOf(event.target) + step + all.length) % all.length];
  else if (event.key === "Home") next = all[0];
  else if (event.key === "End") next = all.at(-1);
  if (!next) return;
  event.preventDefault();
  next.focus();
  choose(next);
});
