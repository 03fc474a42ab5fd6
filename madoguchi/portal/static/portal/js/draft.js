// Keeps what is being written in <form data-draft="name"> for this tab, so that a reload or a wrong click loses nothing.
// A page with [data-draft-done="start of the name"] forgets it. Files, hidden fields and the honeypot are never kept.
const PREFIX = 'draft:';
const kept = (form) => [...form.elements].filter((e) => e.name && e.name !== 'website' && ['text', 'email', 'textarea', 'select-one'].includes(e.type));

function storage() {
  try { return window.sessionStorage; } catch { return null; }
}

const store = storage();
if (store) {
  const done = document.querySelector('[data-draft-done]')?.dataset.draftDone;
  if (done) {
    for (const key of Object.keys(store)) if (key.startsWith(PREFIX + done)) store.removeItem(key);
    if (location.search === '?sent') history.replaceState(history.state, '', location.pathname + location.hash);
  }
  for (const form of document.querySelectorAll('form[data-draft]')) {
    const key = PREFIX + form.dataset.draft;
    restore(form, key);
    form.addEventListener('input', () => {
      try { store.setItem(key, JSON.stringify(Object.fromEntries(kept(form).map((e) => [e.name, e.value])))); } catch { /* full or refused: the page still works */ }
    });
  }
}

function restore(form, key) {
  let values;
  try { values = JSON.parse(store.getItem(key) || '{}'); } catch { return; }
  for (const element of kept(form)) {
    if (!element.value && typeof values[element.name] === 'string') element.value = values[element.name];
  }
}
