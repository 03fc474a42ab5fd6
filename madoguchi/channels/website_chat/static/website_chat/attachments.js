/* Files that wait to be sent: says the limits first, refuses what is over them, uploads the rest with progress. */
import { h, icon, size } from './dom.js';

export class Tray {
  rows = new Set();

  constructor(chat) {
    this.chat = chat;
    const { t, session: { limits, lang } } = chat;
    this.limits = limits;
    this.most = size(limits.file_bytes, lang);
    this.input = h('input', {
      type: 'file', multiple: true, hidden: true, accept: limits.types.join(), ariaLabel: t('attach'),
      onchange: () => {
        this.add(this.input.files);
        this.input.value = '';
      },
    });
    this.list = h('ul', {});
    this.hint = h('p.soft', {}, t('limits', { files: limits.files, size: this.most }));
    this.trouble = h('div.bad', { role: 'alert' });
    this.node = h('div.tray', {}, this.hint, this.list, this.trouble, this.input);
  }

  choose() {
    this.node.hidden = false;
    this.input.click();
  }

  add(files) {
    this.node.hidden = false;
    this.trouble.textContent = '';
    for (const file of files) {
      const refused = this.refuses(file);
      if (refused) this.trouble.append(h('p', {}, refused));
      else this.upload(file);
    }
  }

  refuses({ name, size: bytes, type }) {
    const { t } = this.chat;
    const { files, file_bytes, types } = this.limits;
    const fits = types.some(kind => kind == type || (kind.endsWith('/*') && type.startsWith(kind.slice(0, -1))));
    if (this.rows.size >= files) return t('too_many', { files });
    if (bytes > file_bytes) return t('too_big', { name, size: this.most });
    return type && types.length && !fits ? t('bad_type', { name }) : '';
  }

  upload(file) {
    const { chat } = this;
    const { t, base, session } = chat;
    const bar = h('progress', { max: 1, value: 0, ariaLabel: t('uploading', { name: file.name }) });
    const request = new XMLHttpRequest();
    const row = { done: null, node: h('li', {}, h('span.grow', { dir: 'auto' }, file.name), bar,
      h('button.icon', { type: 'button', ariaLabel: t('remove', { name: file.name }), onclick: () => {
        request.abort();
        this.remove(row);
      } }, icon('close'))) };
    const fail = () => {
      this.then = null;
      this.remove(row);
      this.trouble.textContent = request.response?.detail || t('upload_failed', { name: file.name });
    };
    const body = new FormData();
    body.append('file', file);
    request.open('POST', `${base}chat/files`);
    request.setRequestHeader('Authorization', `Bearer ${session.token}`);
    request.responseType = 'json';
    request.upload.onprogress = event => { bar.value = event.loaded / event.total; };
    request.onerror = fail;
    request.onload = () => {
      if (request.status == 401) chat.refresh();
      if (request.status >= 300) return fail();
      row.done = request.response;
      bar.replaceWith(h('span.soft', {}, size(file.size, session.lang)));
      this.arrived();
    };
    this.rows.add(row);
    this.list.append(row.node);
    request.send(body);
  }

  remove(row) {
    this.rows.delete(row);
    row.node.remove();
    this.arrived();
  }

  /** The uploaded files, or null while one is still on its way: then `then` is called when all are there. */
  ready(then) {
    const done = [...this.rows].map(row => row.done);
    const all = done.every(Boolean);
    this.then = all ? null : then;
    return all ? done : null;
  }

  arrived() {
    const { then } = this;
    if (!then || ![...this.rows].every(row => row.done)) return;
    this.then = null;
    then();
  }

  empty() {
    this.then = null;
    this.rows.clear();
    this.list.replaceChildren();
    this.trouble.textContent = '';
    this.node.hidden = true;
  }
}
