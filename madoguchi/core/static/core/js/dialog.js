// Opens and closes <dialog>: Esc, the close button and a click on the veil close it; focus returns by itself.
//
//   <button data-dialog-open="shortcuts">…</button>
//   <dialog class="dialog" id="shortcuts" aria-labelledby="…"> … <button data-dialog-close>…</button></dialog>
//
// data-dialog-keep on the dialog: a click on the veil does not close it (something typed could be lost).

export function open(dialog) {
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialogOpen);
    if (dialog) open(dialog);
    return;
  }
  if (event.target.closest("[data-dialog-close]")) event.target.closest("dialog")?.close("cancel");
});

// A press that begins inside (selecting text) and ends on the veil is not a wish to close.
document.addEventListener("pointerdown", (event) => {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || dialog.hasAttribute("data-dialog-keep")) return;
  const box = dialog.getBoundingClientRect();
  const outside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
  if (outside) dialog.close("cancel");
});
