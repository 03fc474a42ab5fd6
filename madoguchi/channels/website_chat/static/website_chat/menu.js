/* What one may do with a conversation besides writing: sound, a copy by mail, answers by mail, the end. */
import { h, over } from './dom.js';

export const menu = (chat, c) => {
  const { t, store, talk, session: { me } } = chat;
  const thread = talk.thread(c);
  const result = h('p.note', { role: 'status', hidden: true });
  const say = text => {
    result.textContent = text;
    result.hidden = false;
  };
  const send = frame => talk.wire.send(frame) || say(t('offline', { n: talk.outbox.rows().length }));
  const sound = h('input', { type: 'checkbox', role: 'switch', checked: !!store.get('sound'),
    onchange: () => store.set('sound', sound.checked || null) });
  const ask = (label, frame) => {
    const address = h('input', { type: 'email', required: true, placeholder: t('email'), dir: 'ltr',
      autocomplete: 'email', value: me?.email ?? '' });
    return h('form.ask', { onsubmit: event => {
      event.preventDefault();
      send({ ...frame, c, email: address.value });
    } }, h('label', {}, label, address), h('button', {}, t('send')));
  };
  const begun = !thread.fresh;
  return {
    title: t('menu'),
    thread,
    focus: sound,
    body: [h('div.page', {},
      h('label.switch', {}, t('sound'), sound),
      begun && ask(t('transcript'), { t: 'transcript' }),
      begun && ask(t('by_mail'), { t: 'email' }),
      begun && !over(thread.about) &&
        h('button', { type: 'button', onclick: () => send({ t: 'end', c }) }, t('end')),
      result)],
    update(frame) {
      if (frame?.t == 'done') say(t(`done_${frame.what}`));
      if (frame?.t == 'refused' && frame.what) say(frame.reason);
    },
  };
};
