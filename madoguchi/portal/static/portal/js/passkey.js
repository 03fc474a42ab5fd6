// <button data-passkey="create|get|login" form="id" data-options="json-id">: asks the device for a key and sends its answer
// in the form's field `credential`. `create` and `get` read their options from the page, `login` fetches them from the
// form's address. Says what went wrong in [data-passkey-problem]. Uses webauthn-json, which allauth brings.
for (const button of document.querySelectorAll('[data-passkey]')) {
  button.hidden = !window.PublicKeyCredential;
  button.addEventListener('click', (event) => {
    event.preventDefault();
    ask(button);
  });
}

async function ask(button) {
  const form = button.form;
  const problem = document.querySelector('[data-passkey-problem]');
  problem.hidden = true;
  button.setAttribute('aria-busy', 'true');
  try {
    const credential = await answer(button, form);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    problem.hidden = false;
  } finally {
    button.removeAttribute('aria-busy');
  }
}

async function answer(button, form) {
  const kind = button.dataset.passkey;
  if (kind === 'login') {
    const response = await fetch(form.action, { headers: { Accept: 'application/json' } });
    return window.webauthnJSON.get((await response.json()).request_options);
  }
  const data = JSON.parse(document.getElementById(button.dataset.options).textContent);
  if (kind === 'get') return window.webauthnJSON.get(data.request_options);
  const options = data.creation_options;
  const passwordless = form.elements.passwordless?.checked ?? false;
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: passwordless ? 'required' : 'discouraged',
    requireResidentKey: passwordless,
    ...(passwordless && { userVerification: 'required' }),
  });
  return window.webauthnJSON.create(options);
}
