/* The conversation: the log, who is typing, what the connection does, and the composer. */
import { h, over } from './dom.js';
import { bubble } from './bubble.js';
import { composer } from './composer.js';
import { beside, origin } from './help.js';

const TYPING = 5_000; // without news, nobody types any more
const SPOKEN = 10_000; // between two announcements to a screen reader

export const conversation = async (chat, c) => {
  await chat.connect();
  const { t, talk } = chat;
  const { wire } = talk;
  const thread = talk.thread(c ?? talk.fresh());
  const nodes = new Map();
  const log = h('div.log', { role: 'log', 'aria-live': 'off', 'aria-label': t('messages'), tabIndex: 0 });
  const older = h('button.link', { type: 'button', onclick: () => {
    wire.send({ t: 'older', c: thread.c, p: thread.list()[0].p });
  } }, t('older'));
  const newer = h('button.newer', { type: 'button', hidden: true, onclick: () => down() }, t('newer'));
  const intro = h('p.event', {}, t('greeting'), h('br'), chat.session.promise);
  const typing = h('p.typing', { ariaHidden: true });
  const spoken = h('p.hidden', { role: 'status' });
  let clear, said = 0;

  const name = () => {
    const agent = thread.about?.agent;
    return (agent?.name ?? agent) || chat.session.brand.name;
  };
  const near = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const down = () => {
    log.scrollTop = log.scrollHeight;
  };
  const seen = () => {
    if (!chat.visible() || !near()) return;
    newer.hidden = true;
    if (thread.v <= thread.seen || !thread.loaded) return;
    if (wire.send({ t: 'read', c: thread.c, v: thread.v })) thread.seen = thread.v;
  };
  let stuck = true;
  log.onscroll = () => {
    stuck = near();
    seen();
  };
  // The log shrinks when the composer grows, a keyboard opens or someone types: its end stays in sight.
  new ResizeObserver(() => stuck && down()).observe(log);

  const draw = () => {
    const bottom = stuck, depth = log.scrollHeight - log.scrollTop, count = thread.items.size;
    const waiting = talk.outbox.rows(thread.c).map(row =>
      ({ k: 'customer', cid: row.id, ...row, state: row.failed ? 'failed' : 'queued' }));
    const keep = (key, make) => {
      nodes.set(key, make(nodes.get(key)));
      return nodes.get(key);
    };
    const want = thread.more ? [older] : [];
    if (thread.loaded && !count && !waiting.length) want.push(intro, ...(from ? [from] : []));
    else hints.remove();
    let date, who;
    for (const item of [...thread.list(), ...waiting]) {
      const day = chat.day(item.at);
      if (day != date) want.push(keep(day, known => known ?? h('p.day', {}, day)));
      const node = keep(item.cid ?? item.m, known => bubble(chat, item, known));
      node.classList.toggle('more', day == date && who == item.k + item.who);
      [date, who] = [day, item.k + item.who];
      want.push(node);
    }
    const wanted = new Set(want);
    for (const node of [...log.children]) if (!wanted.has(node)) node.remove();
    want.forEach((node, i) => log.children[i] == node || log.insertBefore(node, log.children[i]));
    log.ariaBusy = !thread.loaded && !waiting.length;
    // What was there already is not read out, only what comes.
    if (thread.loaded) {
      setTimeout(() => {
        log.ariaLive = 'polite';
      }, 500);
    }
    const grown = view.last < want.length;
    view.last = want.length;
    if (bottom || waiting.length > view.waiting) down();
    else if (view.first != thread.list()[0]?.m) log.scrollTop = log.scrollHeight - depth;
    else if (grown && count) newer.hidden = false;
    view.first = thread.list()[0]?.m;
    view.waiting = waiting.length;
    seen();
  };

  const types = ({ who, on }) => {
    clearTimeout(clear);
    typing.textContent = on ? t('typing', { name: who }) : '';
    if (on) clear = setTimeout(() => types({}), TYPING);
    if (on && Date.now() - said > SPOKEN) {
      said = Date.now();
      spoken.textContent = typing.textContent;
    } else if (!on) spoken.textContent = '';
  };

  const box = composer(chat, thread);
  const from = thread.fresh && origin(chat);
  const hints = thread.fresh ? beside(chat, box.field) : h('span', { hidden: true });
  hints.classList.add('hints');
  const view = {
    thread,
    title: name(),
    menu: true,
    focus: box.field,
    body: [log, newer, typing, spoken, hints, box.form],
    shown() {
      talk.watch(thread);
      draw();
      down();
    },
    left: () => !thread.fresh && wire.send({ t: 'unwatch', c: thread.c }),
    update(frame) {
      if (frame?.t == 'typing') return types(frame);
      if (frame?.items?.some(item => item.k == 'agent')) types({});
      if (frame?.t == 'gone') chat.note(t('gone'));
      chat.heading.textContent = name();
      box.form.classList.toggle('closed', over(thread.about));
      draw();
    },
    add: files => box.add(files),
  };
  return view;
};
