// [data-upload]: lists the chosen files, takes dropped ones, and says at once if there are too many or one is too large.
// Without it the same field sends the same files, and the server says the same.
for (const field of document.querySelectorAll('[data-upload]')) {
  const input = field.querySelector('input[type=file]');
  const list = field.querySelector('[data-upload-list]');
  const problem = field.querySelector('[data-upload-problem]');
  const zone = field.querySelector('.upload');

  const show = () => {
    const files = [...input.files];
    list.replaceChildren(...files.map(line));
    list.hidden = !files.length;
    const large = files.some((file) => file.size > field.dataset.megabytes * 1e6);
    const text = files.length > field.dataset.count ? problem.dataset.many : large ? problem.dataset.large : '';
    problem.hidden = !text;
    problem.querySelector('span').textContent = text;
    input.setCustomValidity(text);
    text ? input.setAttribute('aria-invalid', 'true') : input.removeAttribute('aria-invalid');
  };
  input.addEventListener('change', show);
  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.dataset.dropping = ''; });
  zone.addEventListener('dragleave', () => delete zone.dataset.dropping);
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    delete zone.dataset.dropping;
    const all = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
    input.files = all.files;
    show();
  });
}

function line(file) {
  const item = document.createElement('li');
  item.className = 'file';
  const main = document.createElement('div');
  main.className = 'file-main';
  const name = document.createElement('span');
  name.className = 'file-name';
  name.textContent = file.name;
  const size = document.createElement('span');
  size.className = 'file-note';
  size.textContent = new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(Math.max(1, file.size / 1000));
  main.append(name, size);
  item.append(main);
  return item;
}
