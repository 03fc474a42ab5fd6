// Articles while somebody types. On a search field: data-instant="address", aria-controls="id of the list".
// For a field that another template draws, on the list: data-instant-for="id of the field", data-address="address".
const DELAY = 120;

for (const place of document.querySelectorAll("[data-instant-for]")) {
  const field = document.getElementById(place.dataset.instantFor);
  if (field) offer(field, place, place.dataset.address);
}
for (const field of document.querySelectorAll("[data-instant]")) {
  const place = document.getElementById(field.getAttribute("aria-controls"));
  if (place) offer(field, place, field.dataset.instant);
}

function offer(field, place, where) {
  let timer, last = "", running;
  const show = (html) => {
    place.innerHTML = html;
    place.hidden = !html.trim();
  };
  const ask = async () => {
    const typed = field.value.trim();
    if (typed === last) return;
    last = typed;
    running?.abort();
    if (!typed) return show("");
    running = new AbortController();
    const address = new URL(where, location.href);
    address.searchParams.set("q", typed.slice(0, 200));
    try {
      const answer = await fetch(address, { signal: running.signal });
      if (answer.ok) show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") show("");
    }
  };
  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  field.addEventListener("compositionend", ask);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !place.hidden) show("");
    if (event.key === "ArrowDown" && field.tagName === "INPUT") move(event, place.querySelector("a"));
  });
  place.addEventListener("click", (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (elsewhere || !event.target.closest("a")) return;
    if (field.form?.getAttribute("role") === "search") stand(field);
  });
  place.addEventListener("keydown", (event) => {
    const links = [...place.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown") move(event, links[at + 1]);
    if (event.key === "ArrowUp") move(event, links[at - 1] ?? field);
    if (event.key === "Escape") { show(""); field.focus(); }
  });
}

// Who picks an article while typing comes to it from the results of what he typed: they are where "back" leads, and his
// search counts like one whose results he looked at.
function stand(field) {
  const results = new URL(field.form.action);
  results.searchParams.set("q", field.value.trim().slice(0, 200));
  history.replaceState(null, "", results);
}

function move(event, target) {
  if (!target) return;
  event.preventDefault();
  target.focus();
}
