// Copies a text and says so, on the button and to screen readers.
//
//   <button type="button" data-copy="bc1q…" data-copied="Copied" aria-label="Copy">{% icon "copy" %}</button>

const SHOWN = 1500;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || button.dataset.done) return;
  await write(button.dataset.copy);
  const name = button.getAttribute("aria-label");
  const use = button.querySelector("use");
  const shape = use?.getAttribute("href");
  button.dataset.done = "yes";
  if (name) button.setAttribute("aria-label", button.dataset.copied);
  use?.setAttribute("href", shape.replace(/#.*/, "#check"));
  announce(button.dataset.copied);
  setTimeout(() => {
    delete button.dataset.done;
    if (name) button.setAttribute("aria-label", name);
    use?.setAttribute("href", shape);
  }, SHOWN);
});

async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain http on a local network has no clipboard API.
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function announce(text) {
  const region = document.querySelector("[data-announce]");
  if (region) region.textContent = text ?? "";
}
