// What was searched for last stays in this tab, for half an hour; if the reader then writes to us, the search has not
// answered him, and the form says which one it was. Nobody is told before that.
const KEY = "madoguchi-searched", MINUTES = 30;

const results = document.querySelector("[data-searched]");
const field = document.querySelector("[data-searched-before]");
try {
  if (results) sessionStorage.setItem(KEY, JSON.stringify([Date.now(), results.dataset.searched]));
  if (field) {
    const [at, words] = JSON.parse(sessionStorage.getItem(KEY) ?? "[0, \"\"]");
    if (!field.value && Date.now() - at < MINUTES * 60_000) field.value = words;
    field.form.addEventListener("submit", () => sessionStorage.removeItem(KEY));
  }
} catch {
  // A browser that keeps nothing: the search is then known only where its page led straight to the form.
}
