/* One line of a conversation: a bubble, an event, or the name of a day. */
import { h, icon, linked, size } from './dom.js';

const file = (chat, { name, size: bytes, url, image }) => {
  const target = url && new URL(url, chat.base).href;
  return h('a.file', { href: target, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' },
    image && target && h('img', { src: target, alt: '', loading: 'lazy' }),
    `${name} · ${size(bytes, chat.session.lang)}`);
};

/** The element of an item, made once and changed only where the item changed, so that nothing is read out twice. */
export const bubble = (chat, item, known) => {
  const { t } = chat;
  if (item.k == 'event') return known ?? h('p.event', { dir: 'auto' }, item.text);
  const mine = item.k == 'customer';
  const look = JSON.stringify([item.text, item.files, item.failed, item.removed]);
  const node = known ?? h(mine ? 'div.bubble.mine' : 'div.bubble');
  if (node.look != look) {
    node.look = look;
    const act = (label, act) => h('button.link', { type: 'button', onclick: () => {
      chat.talk.outbox[act](item.cid);
      chat.update();
    } }, t(label));
    node.replaceChildren(
      mine ? h('span.hidden', {}, t('you')) : h('b', { dir: 'auto' }, item.who),
      h('p', { dir: 'auto' }, linked(item.text)),
      ...(item.files ?? []).map(each => file(chat, each)),
      h('small', { 'aria-live': 'off' }, chat.time(item.at)));
    if (item.removed?.length) node.append(h('p.note', {}, t('removed')));
    if (item.failed) node.append(h('p.note', {}, item.failed), act('retry', 'retry'), act('discard', 'drop'));
  }
  if (mine && node.state != item.state) {
    node.state = item.state;
    const place = node.querySelector('small');
    place.querySelector('svg')?.remove();
    place.append(icon(item.state, t(item.state)));
  }
  return node;
};
