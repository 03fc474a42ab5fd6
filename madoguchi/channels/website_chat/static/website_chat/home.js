/* The first screen, and the list of all conversations. A view is {title, body, focus?, update?, …}. */
import { h, icon, over } from './dom.js';

const row = (chat, about) =>
  h('button.row', { type: 'button', onclick: () => chat.show('conversation', about.c) },
    h('span.grow', {},
      h('b', { dir: 'auto' }, about.subject || about.agent || chat.t('untitled')),
      h('span.soft', { dir: 'auto' }, about.last || '')),
    h('span.soft', {}, over(about) ? chat.t('closed') : chat.day(about.at)),
    about.unread > 0 && h('b.badge', { 'aria-label': chat.t('unread', { n: about.unread }) }, `${about.unread}`));

/** A pre-chat form first where the inbox has one, or where nobody is there to answer now. `about` is the article
    that it comes from: {article, path, title}. */
export const start = (chat, about) => {
  chat.store.set('about', about);
  return chat.show(chat.session.prechat.length || !chat.session.open ? 'form' : 'conversation');
};

/** One article in a list. */
export const line = (chat, { slug, title, snippet, lang, other }, typed) =>
  h('button.row', { type: 'button', onclick: () =>
    chat.show('article', { slug, typed }).catch(({ told }) => chat.note(told || chat.t('help_away'))) },
  h('span.grow', { lang }, h('span', { dir: 'auto' }, title), snippet && h('span.soft', { dir: 'auto' }, snippet)),
  other && h('span.soft', {}, other));

export const home = chat => {
  const { t, session } = chat;
  const { brand, conversations, languages } = session;
  const { store } = chat;
  const latest = store.keys('out:').map(store.get, store).find(({ c }) => c.startsWith('new')) // not yet gone out
    ?? conversations.find(about => !over(about));
  const begin = h(latest ? 'button' : 'button.primary', {
    type: 'button', onclick: () => start(chat),
  }, t('start'));
  const next = latest && h('button.primary', {
    type: 'button', onclick: () => chat.show('conversation', latest.c),
  }, t('continue'));
  const away = session.opens_at ? t('opens', { when: chat.when(session.opens_at) }) : t('shut');
  const hours = session.open ? t('open') : away;
  const offered = session.articles ?? [];
  const found = h('div.found', {}, offered.map(each => line(chat, each)));
  const help = event => {
    chat.typed = search.value;
    chat.load('help').then(({ suggest }) => suggest(chat, search, found, event)).catch(() => {});
  };
  const search = h('input', { type: 'search', placeholder: t('search'), ariaLabel: t('search'), dir: 'auto',
    maxLength: 200, value: chat.typed ?? '', oninput: help, onchange: help });
  if (search.value) help();
  return {
    title: brand.name,
    // Nobody's words are swept away while he searches.
    get overview() {
      return search.value || chat.shadowRoot.activeElement == search ? '' : 'home';
    },
    shown: () => chat.renew(),
    focus: next || begin,
    body: [h('div.page', {},
      h('h2', {}, t('greeting')),
      h('p.hours', {}, h('i', { className: session.open ? 'on' : '' }), hours),
      [session.promise, session.hours_text].map(text => text && h('p.soft', {}, text)),
      next, begin,
      offered.length > 0 && h('section.help', { ariaLabel: t('articles') }, search, found),
      conversations.length > 1 && h('button', { type: 'button', onclick: () => chat.show('list') }, t('all')),
      h('p.official', {}, icon('shield'), h('span', {}, t('official', { brand: brand.name }))),
      h('label.language', {}, t('language'),
        h('select', { onchange: event => {
          chat.typed = search.value = '';
          chat.speak(event.target.value);
        } },
          languages.map(({ code, name }) =>
            h('option', { value: code, lang: code, selected: code == session.lang }, name)))))],
  };
};

export const list = chat => ({
  title: chat.t('all'),
  overview: 'list',
  shown: () => chat.renew(),
  body: [h('div.page.rows', {}, chat.session.conversations.map(about => row(chat, about)))],
});
