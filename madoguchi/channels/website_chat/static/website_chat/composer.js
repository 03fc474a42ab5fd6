/* Where the visitor writes. Enter sends, Shift+Enter makes a line; never in the middle of an IME composition,
   and on touch keyboards Enter is a line: there the button sends. */
import { h, icon } from './dom.js';
import { told } from './help.js';

const TYPING = 3_000; // at most one typing frame in this time

export const composer = (chat, thread) => {
  const { t, talk } = chat;
  const limits = chat.session.limits;
  const field = h('textarea', { rows: 1, placeholder: t('write'), ariaLabel: t('write'), dir: 'auto',
    value: chat.store.get(thread.draft) ?? '' });
  const count = h('small', { role: 'status' });
  let tray, told = 0;

  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
    const left = limits.text - (field.value.length < limits.text * 0.9 ? 0 : [...field.value].length);
    count.textContent = left < limits.text * 0.1 ? t('left', { n: left }) : '';
    count.classList.toggle('bad', left < 0);
    return left;
  };
  const types = on => {
    if (on && Date.now() - told < TYPING) return;
    told = on ? Date.now() : 0;
    if (!thread.fresh) talk.wire.send({ t: 'typing', c: thread.c, on });
  };
  const send = () => {
    const text = field.value.trim();
    const files = tray ? tray.ready(send) : [];
    if (!files || !(text || files.length) || grow() < 0) return field.focus();
    field.value = '';
    chat.store.set(thread.draft);
    tray?.empty();
    grow();
    types(false);
    talk.outbox.add({ c: thread.c, text, files, ...(thread.fresh && { form: told(chat) }) });
    chat.update();
    field.focus();
  };
  /* Files, dropped, pasted or (without any) chosen: their code comes with the first of them. */
  const add = async files => {
    if (!tray) {
      const { Tray } = await chat.load('attachments');
      tray ??= new Tray(chat);
      form.prepend(tray.node);
    }
    if (files) tray.add(files);
    else tray.choose();
  };

  field.oninput = () => {
    chat.store.set(thread.draft, field.value || null);
    grow();
    types(!!field.value);
  };
  field.onkeydown = event => {
    if (event.key != 'Enter' || event.shiftKey || event.isComposing || event.keyCode == 229) return;
    if (matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };
  field.onpaste = event => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    add(event.clipboardData.files);
  };
  const form = h('form.composer', { onsubmit: event => { event.preventDefault(); send(); } },
    h('p.ended', {}, t('ended')),
    h('div.line', {},
      limits.files > 0 && h('button.icon', {
        type: 'button', ariaLabel: t('attach'), title: t('attach'), onclick: () => add(),
      }, icon('attach')),
      field,
      h('button.icon.primary', { ariaLabel: t('send'), title: t('send') }, icon('send'))),
    count);
  requestAnimationFrame(grow);
  return { form, field, add };
};
