// Articles while somebody types. On a search field: data-instant="address", aria-controls="id of the list".
// On a longer field of a form: the same; what is offered opens in a new tab there.
const DELAY = 120;

for (const field of document.querySelectorAll("[data-instant]")) {
  const place = document.getElementById(field.getAttribute("aria-controls"));
  if (!place) continue;
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
    const address = new URL(field.dataset.instant, location.href);
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
    if (event.key === "ArrowDown") move(event, place.querySelector("a"));
  });
  place.addEventListener("keydown", (event) => {
    const links = [...place.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown") move(event, links[at + 1]);
    if (event.key === "ArrowUp") move(event, links[at - 1] ?? field);
    if (event.key === "Escape") { show(""); field.focus(); }
  });
}

function move(event, target) {
  if (!target) return;
  event.preventDefault();
  target.focus();
}
