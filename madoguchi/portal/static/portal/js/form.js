// form[data-progress]: sends once however often the button is pressed, shows how far the upload is, and puts the reader
// on the summary of errors. A page that arrives with errors does the last part too.
const focusSummary = () => document.querySelector('[data-error-summary]')?.focus();
focusSummary();

for (const form of document.querySelectorAll('form[data-progress]')) {
  const button = form.querySelector('[data-kind=primary]');
  const bar = form.querySelector('[data-progress-bar]');
  form.addEventListener('submit', (event) => {
    const invalid = form.querySelector('input[type=file]:invalid');
    if (invalid || form.dataset.sending) {
      event.preventDefault();
      invalid?.focus();
      return;
    }
    form.dataset.sending = '';
    button.setAttribute('aria-busy', 'true');
    if (form.querySelector('input[type=file]')?.files.length) {
      event.preventDefault();
      upload(form, bar, () => rest(form, button, bar));
    }
  });
  window.addEventListener('pageshow', () => rest(form, button, bar));
}

function rest(form, button, bar) {
  delete form.dataset.sending;
  button.removeAttribute('aria-busy');
  bar.hidden = true;
}

function upload(form, bar, failed) {
  const request = new XMLHttpRequest();
  bar.hidden = false;
  request.upload.addEventListener('progress', (event) => { bar.value = (100 * event.loaded) / event.total; });
  request.addEventListener('load', () => {
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const here = page.querySelector('form[data-progress] [data-error-summary]');
    if (request.status < 400) {
      location.assign(request.responseURL);
    } else if (here) {
      // The chosen files stay: only the errors are taken over from the answer.
      show(form, page.querySelector('form[data-progress]'), here);
      failed();
    } else {
      failed();
      form.submit();
    }
  });
  request.addEventListener('error', () => { failed(); form.submit(); });
  request.open('POST', form.action);
  request.send(new FormData(form));
}

function show(form, answered, summary) {
  for (const old of form.querySelectorAll('[data-error-summary], .field-error:not([data-upload-problem])')) old.remove();
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  for (const error of answered.querySelectorAll('.field-error:not([data-upload-problem])')) {
    const target = form.querySelector(`#${CSS.escape(error.id.replace(/_error$/, ''))}`);
    if (!target) continue;
    target.setAttribute('aria-invalid', 'true');
    target.setAttribute('aria-describedby', error.id);
    (target.closest('.upload') ?? target).before(document.adoptNode(error));
  }
  for (const name of ['once', 'csrfmiddlewaretoken']) form.elements[name] && (form.elements[name].value = answered.elements[name].value);
  form.prepend(document.adoptNode(summary));
  focusSummary();
}
