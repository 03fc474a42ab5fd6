// Files by click, paste or drop: each is sent at once with its progress; a refused one says why, a broken one can be
// tried again. A send waits for those that are still on their way.

import { config, copyOf, hear, notice, say, tell } from "./page.js";
import { filesOf, form, mode, setFiles, submit } from "./composer.js";

let held = null; // a send that waits

function add(list) {
  const kind = mode();
  for (const file of list) {
    if (filesOf(kind).length >= config.files) return notice(say("too_many_files", { n: config.files }), { tone: "danger" });
    if (file.size > config.file_bytes) {
      notice(say("too_large", { name: file.name, limit: Math.floor(config.file_bytes / 1_000_000) }), { tone: "danger" });
      continue;
    }
    const item = { name: file.name, size: file.size, image: file.type.startsWith("image/"), source: file };
    setFiles(kind, [...filesOf(kind), item]);
    upload(kind, item);
  }
}

function upload(kind, item) {
  const request = new XMLHttpRequest(); // fetch tells nothing of progress
  const body = new FormData();
  body.append("file", item.source, item.name);
  Object.assign(item, { uploading: true, reason: "", done: 0, request });
  request.open("POST", form().dataset.upload);
  request.setRequestHeader("X-CSRFToken", document.querySelector('meta[name="csrf-token"]').content);
  request.upload.addEventListener("progress", (event) => { item.done = (event.loaded / event.total) * 100; tell("file-progress", item); });
  request.addEventListener("loadend", () => {
    item.uploading = false;
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* no answer */ }
    if (request.status === 201) Object.assign(item, answer);
    else item.reason = answer.reason ?? say("failed");
    tell("files-changed");
    go();
  });
  request.send(body);
  draw();
}

function go() {
  if (!held || filesOf().some((file) => file.uploading)) return;
  const how = held;
  held = null;
  if (!filesOf().some((file) => file.reason)) submit(how);
}

function remove(item) {
  item.request?.abort();
  setFiles(mode(), filesOf().filter((other) => other !== item));
}

function draw() {
  const list = form()?.querySelector("[data-files]");
  if (!list) return;
  list.hidden = filesOf().length === 0;
  list.replaceChildren(...filesOf().map(drawn));
}

function drawn(item) {
  const li = copyOf("file-item").firstElementChild;
  li.dataset.state = item.reason ? "refused" : item.uploading ? "uploading" : "ready";
  li.querySelector(".file-name").textContent = item.name;
  li.querySelector(".file-note").textContent = item.reason || (item.uploading ? "" : size(item.size));
  const progress = li.querySelector("progress");
  progress.hidden = !item.uploading;
  progress.value = item.done ?? 0;
  progress.setAttribute("aria-label", say("uploading", { name: item.name }));
  const [again, away] = [li.querySelector("[data-retry-file]"), li.querySelector("[data-remove-file]")];
  again.hidden = !(item.reason && item.source);
  again.addEventListener("click", () => upload(mode(), item));
  away.setAttribute("aria-label", say("remove", { name: item.name }));
  away.addEventListener("click", () => remove(item));
  item.bar = progress;
  return li;
}

function size(bytes) {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

hear("files-changed", draw);
hear("file-progress", (item) => { if (item.bar) item.bar.value = item.done; });
hear("files-waiting", (how) => { held = how; });
hear("conversation-opened", () => { held = null; });
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-attach]")) form().querySelector("[data-file-input]").click();
});
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-file-input]")) return;
  add(event.target.files);
  event.target.value = "";
});
document.addEventListener("paste", (event) => {
  if (event.target.closest?.("#composer") && event.clipboardData.files.length) {
    event.preventDefault();
    add(event.clipboardData.files);
  }
});
document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault(); // a file dropped beside the field must not replace the page
  form()?.toggleAttribute("data-dropping", Boolean(event.target.closest?.(".desk-thread")));
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form()?.removeAttribute("data-dropping"); });
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form()?.removeAttribute("data-dropping");
  if (form() && event.target.closest?.(".desk-thread")) add(event.dataTransfer.files);
});
