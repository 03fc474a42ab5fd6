/* Articles while someone types: in the search box, in the form, and under the first message. */
import { h } from './dom.js';
import { line } from './home.js';

const PAUSE = 250; // after the last key

const states = new WeakMap();

/** Fill `list` with what fits to the field's text; without any text, with what stood there before. The `change` event
    says that the words are as they are meant. With `quiet`, an empty result is not said. */
export function suggest(chat, field, list, { type } = {}, quiet = false) {
  if (!states.has(list)) states.set(list, { first: [...list.childNodes], turn: 0 });
  const state = states.get(list);
  if (!quiet) list.role = 'status';
  clearTimeout(state.wait);
  const text = field.value.trim().slice(-200);
  const done = type == 'change' && !quiet;
  if (!text) {
    state.turn++;
    list.replaceChildren(...state.first);
    return;
  }
  const turn = ++state.turn;
  state.wait = setTimeout(async () => {
    let nodes;
    try {
      const { hits } = await chat.post('find', { q: text, lang: chat.session.lang, done });
      nodes = hits.map(hit => line(chat, hit, quiet ? '' : text));
      if (quiet && nodes.length) nodes.unshift(h('p.soft', {}, chat.t('perhaps')));
      if (!quiet && !nodes.length && (done || text.length > 2)) nodes = [h('p.soft', {}, chat.t('nothing'))];
    } catch ({ told }) {
      nodes = quiet ? [] : [h('p.soft', {}, told || chat.t('help_away'))];
    }
    // The list keeps what has the focus: an answer that comes late must not take the ground away.
    if (turn == state.turn && !list.contains(chat.shadowRoot.activeElement)) list.replaceChildren(...nodes);
  }, done ? 0 : PAUSE);
}

/** The same below a message that is being written, as long as there are articles at all. */
export function beside(chat, field) {
  const list = h('div.found', { role: 'region', ariaLabel: chat.t('articles') });
  const look = () => suggest(chat, field, list, {}, true);
  if (chat.session.articles?.length) field.addEventListener('input', look);
  return list;
}

/** From which article it comes, above the form or the first message. */
export const origin = chat => {
  const about = chat.store.get('about');
  return about && h('p.note', {}, chat.t('about', about), about.path && h('br'), about.path);
};

/** What the server is told of it, once. */
export const told = chat => {
  const about = chat.store.get('about');
  chat.store.set('about');
  return about ? { article: about.article, path: about.path ?? '' } : {};
};
