/* The questions before a conversation. Outside the opening hours it is the same form, with an address for
   the answer. */
import { h } from './dom.js';
import { beside, origin, told } from './help.js';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

const controls = {
  textarea: (chat, field, props) => h('textarea', { ...props, rows: 4, dir: 'auto' }),
  select: (chat, field, props) => h('select', props, h('option', { value: '' }, chat.t('choose')),
    field.options.map(({ value, label }) => h('option', { value, selected: value == props.value }, label))),
};

const plain = (chat, { type }, props) =>
  h('input', { ...props, type, dir: 'auto', autocomplete: type == 'email' ? 'email' : null });

/** A labelled control with a place for its error. */
const question = (chat, field, value) => {
  const { name, label, type, required } = field;
  const id = `f-${name}`;
  const error = h('p.bad', { id: `${id}-e` });
  const props = { id, name, value, required, 'aria-describedby': error.id };
  const input = (controls[type] ?? plain)(chat, field, props);
  const check = () => {
    const text = input.value.trim();
    error.textContent = required && !text ? chat.t('required')
      : type == 'email' && text && !ADDRESS.test(text) ? chat.t('bad_email') : '';
    input.ariaInvalid = !!error.textContent;
    return !error.textContent;
  };
  const caption = h('label', { htmlFor: id }, required ? label : chat.t('optional', { label }));
  return { name, input, check, node: h('div.question', {}, caption, input, error) };
};

export const form = async chat => {
  await chat.connect();
  const { t, talk, session: { prechat, me, open, opens_at, promise } } = chat;
  const kept = chat.store.get('form') ?? {};
  const fields = prechat.filter(({ name }) => !me?.[name]);
  if (!open && !me?.email) {
    const email = fields.find(({ type }) => type == 'email');
    if (email) fields[fields.indexOf(email)] = { ...email, required: true };
    else fields.push({ name: 'email', type: 'email', label: t('email'), required: true });
  }
  fields.push({ name: 'text', type: 'textarea', label: t('message'), required: true });
  const questions = fields.map(field => question(chat, field, kept[field.name] ?? ''));
  const values = () => Object.fromEntries(questions.map(({ name, input }) => [name, input.value.trim()]));
  const send = event => {
    event.preventDefault();
    const bad = questions.filter(each => !each.check());
    if (bad.length) return bad[0].input.focus();
    const { text, ...answers } = values();
    const c = talk.fresh();
    chat.store.set('form');
    chat.trail.pop();
    talk.outbox.add({ c, text, files: [], form: { ...answers, ...told(chat) } });
    chat.show('conversation', c);
  };
  const back = opens_at ? t('opens', { when: chat.when(opens_at) }) : t('shut');
  return {
    title: t('start'),
    focus: questions[0].input,
    body: [h('form.page', { noValidate: true, onsubmit: send, oninput: () => chat.store.set('form', values()) },
      !open && h('div.note', {}, h('p', {}, back), h('p', {}, t('leave'))),
      h('p.soft', {}, promise || ''),
      origin(chat),
      questions.map(({ node }) => node),
      beside(chat, questions.at(-1).input),
      h('button.primary', {}, t('send')))],
  };
};
