// Pictures open large in the page; arrow keys go through those of the thread.

const dialog = document.getElementById("lightbox");
let pictures = [];
let at = 0;

function show(index) {
  at = (index + pictures.length) % pictures.length;
  const link = pictures[at];
  const image = dialog.querySelector("[data-lightbox-image]");
  image.src = link.href;
  image.alt = link.dataset.lightbox;
  dialog.querySelector("[data-lightbox-name]").textContent = link.dataset.lightbox;
  dialog.querySelector("[data-lightbox-open]").href = link.href;
  for (const step of dialog.querySelectorAll("[data-lightbox-step]")) step.hidden = pictures.length < 2;
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-lightbox]");
  if (link && !event.metaKey && !event.ctrlKey && !event.button) {
    event.preventDefault();
    pictures = [...document.querySelectorAll("#thread [data-lightbox]")];
    show(pictures.indexOf(link));
  }
  const step = event.target.closest("[data-lightbox-step]");
  if (step) show(at + Number(step.dataset.lightboxStep));
});
dialog?.addEventListener("keydown", (event) => {
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  const step = { ArrowRight: rtl, ArrowLeft: -rtl }[event.key];
  if (step && pictures.length > 1) { event.preventDefault(); show(at + step); }
});
dialog?.addEventListener("close", () => { dialog.querySelector("[data-lightbox-image]").removeAttribute("src"); });
