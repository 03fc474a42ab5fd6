/* <madoguchi-chat>: the panel behind the launcher that widget.js has drawn. It holds the session and shows one view
   at a time; what talks to the server live is in talk.js.
   For the page: open(), close(), toggle(), reset() when its user signs out, and the event `unread` (detail: how many). */
import sheet from './chat.css.js';
import { h, icon, over } from './dom.js';
import { home, list } from './home.js';
import { Store } from './store.js';

const views = { home, list };

class MadoguchiChat extends HTMLElement {
  trail = [];
  t = (key, values = {}) =>
    (this.session.strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

  async connectedCallback() {
    if (this.store) return; // moved within the page, not new
    this.store = new Store(this.getAttribute('inbox'));
    this.session = this.store.get('session');
    const root = this.shadowRoot;
    this.adopt(sheet);
    const theme = this.getAttribute('theme');
    const plain = getComputedStyle(this).colorScheme == 'normal';
    if (theme || plain) this.style.colorScheme = theme || 'light dark';
    this.button = root.querySelector('button');
    this.button.onclick = () => this.toggle();
    this.badge = h('b', { hidden: true, ariaHidden: true });
    this.panel = h('section.panel', { role: 'dialog', hidden: true, onkeydown: event => this.key(event) });
    this.panel.ondragover = event => event.preventDefault();
    this.panel.ondrop = event => {
      event.preventDefault();
      if (event.dataTransfer.files.length) this.view?.add?.(event.dataTransfer.files);
    };
    this.alert = h('p.alert', { role: 'status' });
    this.heading = h('h1', { tabIndex: -1, dir: 'auto' });
    root.append(this.badge, this.panel);
    window.visualViewport?.addEventListener('resize', () =>
      this.style.setProperty('--madoguchi-height', `${visualViewport.height * visualViewport.scale}px`));
    if (this.store.get('wake')) this.refresh().catch(() => this.session && this.connect());
  }

  adopt(sheet) {
    const root = this.shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  /* The session: who the visitor is, the words, the hours, the conversations. */

  async post(path, body, again = path != 'session') {
    const token = path != 'session' && this.session?.token;
    const answer = await fetch(`${this.base}chat/${path}`, {
      method: 'POST', body: JSON.stringify(body), credentials: 'omit', signal: AbortSignal.timeout(15_000),
      headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    });
    if (answer.status == 401 && again) {
      await this.refresh();
      return this.post(path, body, false);
    }
    const value = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(), { told: value.detail || value.title });
    return value;
  }

  async refresh() {
    const hook = window.madoguchi?.identity ?? this.getAttribute('identity');
    const session = await this.post('session', {
      inbox: this.getAttribute('inbox'), token: this.session?.token,
      identity: typeof hook == 'function' ? await hook() : hook ?? undefined,
      lang: this.store.get('lang') || this.lang || document.documentElement.lang || navigator.language,
      tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    const { conversations, brand, lang } = this.session = session;
    this.store.set('session', session);
    this.panel.lang = lang;
    this.panel.dir = /^(ar|fa|he|ur)/.test(lang) ? 'rtl' : 'ltr';
    if (brand.accent) {
      this.style.setProperty('--madoguchi-accent', brand.accent);
      this.style.setProperty('--madoguchi-on-accent', brand.on_accent || '#fff');
    }
    this.count(conversations.reduce((sum, about) => sum + about.unread, 0));
    const live = conversations.some(about => !over(about)) || this.store.keys('out:').length;
    this.store.set('wake', live ? 1 : null);
    if (live) this.connect();
  }

  async speak(lang) {
    this.store.set('lang', lang);
    await this.renew();
    this.talk?.wire.lost(); // to say hello again, in this language
  }

  date = (at, options) => new Intl.DateTimeFormat(this.session.lang, options).format(new Date(at));
  time = at => this.date(at, { timeStyle: 'short' });
  when = at => this.date(at, { weekday: 'short', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });
  day = at => {
    const ago = Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 864e5);
    return ago > -2
      ? new Intl.RelativeTimeFormat(this.session.lang, { numeric: 'auto' }).format(ago, 'day')
      : this.date(at, { dateStyle: 'medium' });
  };

  /* Opening and closing. */

  async open() {
    this.isOpen = true;
    this.panel.hidden = false;
    this.button.ariaExpanded = true;
    if (this.view) {
      this.update();
      this.focusIn();
    }
    if (this.view || !this.session) await this.renew();
    else this.show('home');
  }

  /** Ask for the session again, and show an overview again if it has changed. */
  async renew() {
    if (this.renewing) return;
    this.renewing = true;
    const look = () => JSON.stringify({ ...this.session, token: 0, expires: 0 });
    const old = look();
    try {
      await this.refresh();
      if (!this.view || (this.view.overview && look() != old)) await this.show(this.view?.overview ?? 'home');
    } catch ({ told }) {
      if (!this.session) this.trouble(told);
    }
    this.renewing = false;
  }

  close() {
    this.isOpen = false;
    this.panel.hidden = true;
    this.button.ariaExpanded = false;
    this.button.focus();
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  /** Forget this visitor, when he signs out of the page. */
  reset() {
    this.store.keys('').forEach(key => this.store.set(key));
    this.talk?.stop();
    this.view = this.session = this.talk = this.talking = this.typed = null;
    this.close();
  }

  /* Views. */

  load = name => import(`./${name}.js`).catch(error => {
    this.note(this.t('offline', { n: 0 }));
    throw error;
  });

  async show(name, arg) {
    const make = views[name] ?? (await this.load(name))[name];
    this.view?.left?.();
    if (name == 'home') this.trail = [];
    const view = await make(this, arg);
    this.trail.push([name, view.thread?.c ?? view.arg]);
    this.place(view);
  }

  back() {
    this.trail.pop();
    this.show(...(this.trail.pop() ?? ['home']));
  }

  place(view) {
    const { t, trail } = this;
    const act = (name, onclick) =>
      h('button.icon', { type: 'button', ariaLabel: t(name), title: t(name), onclick }, icon(name));
    this.view = view;
    this.panel.ariaLabel = this.heading.textContent = view.title;
    this.note('');
    this.panel.replaceChildren(
      h('header', {}, trail.length > 1 && act('back', () => this.back()), this.heading,
        view.menu && act('menu', () => this.show('menu', view.thread.c)), act('close', () => this.close())),
      this.alert, ...(this.store.kept ? [] : [h('p.note', {}, t('memory'))]), ...view.body);
    view.shown?.();
    this.talk?.status();
    this.focusIn();
  }

  focusIn() {
    if (this.isOpen) (this.view?.focus ?? this.heading).focus();
  }

  /** No session and none to be had: say so, and lead to the support pages. */
  trouble(told = 'The chat cannot be reached just now.') {
    this.session = { strings: {}, conversations: [] };
    this.place({ title: location.host, body: [h('div.page', {}, h('p', {}, told),
      h('button', { onclick: () => this.open() }, 'Try again'), h('a', { href: this.base }, this.base))] });
    this.session = this.view = null;
  }

  note(text) {
    this.alert.textContent = text;
  }

  key(event) {
    if (event.key == 'Escape' && !event.isComposing) this.close();
    if (event.key != 'Tab') return;
    const stops = [...this.panel.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')]
      .filter(node => node.checkVisibility());
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (this.shadowRoot.activeElement != from) return;
    event.preventDefault();
    to.focus();
  }

  /** The part that talks: socket, outbox, threads. It comes when there is something to say or to hear. */
  connect() {
    this.talking ??= this.load('talk').then(({ Talk }) => {
      this.talk = new Talk(this);
    }).catch(error => {
      this.talking = null;
      throw error;
    });
    return this.talking;
  }

  visible = () => this.isOpen && !document.hidden;

  /** Let the view on screen take in what has changed. */
  update(frame) {
    const { view } = this;
    if (!frame?.c || frame.c == view?.thread?.c) view?.update?.(frame);
  }

  count(unread) {
    const { t, button, badge } = this;
    if (unread > this.unread && !this.visible() && this.store.get('sound')) {
      this.load('sound').then(({ beep }) => beep());
    }
    this.unread = unread;
    badge.hidden = !unread;
    badge.textContent = unread;
    button.ariaLabel = t(unread ? 'launcher_unread' : 'launcher', { n: unread });
    this.dispatchEvent(new CustomEvent('unread', { detail: unread }));
  }
}

customElements.define('madoguchi-chat', MadoguchiChat);
