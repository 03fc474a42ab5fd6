/* An article in the window: its text as nodes that the server has named, a guide as one question at a time, and
   whether it helped. */
import sheet from './article.css.js';
import { h } from './dom.js';
import { start } from './home.js';

const read = new Map(); // what was opened on this page is there without a network
let worn;

const kept = ['ariaLabel', 'alt', 'dir', 'height', 'href', 'lang', 'role', 'scope', 'src', 'tabIndex', 'width'];

/** Nodes from [tag, properties, child…]; `special` draws what is no element. */
const build = (chat, special) => function node(part) {
  if (typeof part == 'string') return part;
  const [tag, props, ...kids] = part;
  if (special[tag]) return special[tag](...kids);
  const own = Object.fromEntries(kept.filter(name => name in props).map(name => [name, props[name]]));
  for (const name of ['href', 'src']) if (own[name]) own[name] = new URL(own[name], chat.base).href;
  if (own.href && !/^(https?|mailto|tel):/.test(own.href)) delete own.href;
  if (own.src) own.loading = 'lazy';
  if (own.href) Object.assign(own, { target: '_blank', rel: 'noopener noreferrer' });
  if (props.article) {
    own.onclick = event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      chat.show('article', { slug: props.article }).catch(({ told }) => chat.note(told || chat.t('help_away')));
    };
  }
  return h(tag, own, ...kids.map(node));
};

/** One question at a time; `way` collects what was asked and answered. */
const guided = (chat, { questions, outcomes }, node, ask, way) => {
  const place = h('section.guide');
  const step = (key, focus) => {
    const question = questions.find(each => each.key == key);
    const at = question ?? outcomes.find(each => each.key == key);
    if (!at) return;
    const title = h('h3', { tabIndex: -1 }, at.title);
    place.replaceChildren(
      ...way.map(([asked, answer]) => h('p.soft', {}, `${asked} `, h('b', {}, answer))),
      title, ...at.text.map(node),
      ...(question?.answers ?? []).map(([label, next]) => h('button', { type: 'button', onclick: () => {
        way.push([at.title, label]);
        step(next, true);
      } }, label)),
      ...(!question && at.contact ? [ask()] : []),
      ...(way.length ? [h('button.link', { type: 'button', onclick: () => {
        way.length = 0;
        step(questions[0].key, true);
      } }, chat.t('again'))] : []));
    if (!question) way.end = at.title;
    else delete way.end;
    if (focus) title.focus();
  };
  step(questions[0].key);
  return place;
};

const vote = (chat, slug, ask) => {
  const { t } = chat;
  const place = h('section.vote', { role: 'status' });
  const say = helped => chat.post('helped', { slug, helped, lang: chat.session.lang }).then(() => {
    place.replaceChildren(h('p', {}, t('thanks')), ...(helped ? [] : [ask()]));
    place.querySelector('button')?.focus();
  }, ({ told }) => chat.note(told || t('help_away')));
  place.append(h('b', {}, t('helped')), ...['yes', 'no'].map(answer =>
    h('button', { type: 'button', onclick: () => say(answer == 'yes') }, t(answer))));
  return place;
};

export const article = async (chat, { slug, typed = '' }) => {
  const { t, session: { lang } } = chat;
  const known = `${lang} ${slug}`;
  try {
    read.set(known, await chat.post('article', { slug, lang, typed }));
  } catch (error) {
    if (error.told || !read.has(known)) {
      read.delete(known);
      throw error;
    }
  }
  worn ??= chat.adopt(sheet) ?? true;
  const one = read.get(known);
  const way = [];
  const ask = () => h('button.primary', { type: 'button', onclick: () => start(chat, {
    article: one.key, title: one.title,
    path: [...way.map(([asked, answer]) => `${asked} ${answer}`), ...(way.end ? [way.end] : [])].join(' › '),
  }) }, t('ask'));
  const guides = [...one.guides];
  const node = build(chat, {
    guide: () => guides.length ? guided(chat, guides.shift(), node, ask, way) : '',
    contact: text => h('section.contact', {}, h('p', {}, text), ask()),
  });
  const title = h('h2', { tabIndex: -1 }, one.title);
  return {
    title: t('article'),
    arg: { slug },
    focus: title,
    body: [h('div.page.article', {},
      one.other && h('p.note', {}, t('in_language', { name: one.other })),
      h('article', { lang: one.lang, dir: one.dir }, title, one.summary && h('p.soft', {}, one.summary),
        ...one.body.map(node)),
      vote(chat, one.slug, ask),
      h('a', { href: new URL(one.url, chat.base).href, target: '_blank', rel: 'noopener' }, t('whole')))],
  };
};
