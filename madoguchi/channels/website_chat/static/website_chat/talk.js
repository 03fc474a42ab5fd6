/* The live part: the socket, the outbox and the conversations that they feed. */
import sheet from './talk.css.js';
import { Outbox, uuid } from './outbox.js';
import { Thread } from './thread.js';
import { Wire } from './wire.js';

const QUIET = 3_000; // how long a lost connection is nobody's business

export class Talk {
  threads = new Map();

  constructor(chat) {
    this.chat = chat;
    this.wire = new Wire(chat, this);
    this.outbox = new Outbox(chat, this);
    addEventListener('storage', this.heard);
    document.addEventListener('visibilitychange', this.heard);
    chat.adopt(sheet);
    this.wire.open();
  }

  /** Another tab has sent or written something, or this one is looked at again. */
  heard = ({ key }) => {
    if (key && !key.startsWith(this.chat.store.prefix)) return;
    this.outbox.flush();
    this.chat.update();
  };

  stop() {
    removeEventListener('storage', this.heard);
    document.removeEventListener('visibilitychange', this.heard);
    clearTimeout(this.alarm);
    this.wire.stop();
  }

  fresh = () => `new-${uuid()}`;

  thread(c) {
    if (!this.threads.has(c)) {
      this.threads.set(c, new Thread(c, this.chat.session.conversations.find(about => about.c == c)));
    }
    return this.threads.get(c);
  }

  watch(thread) {
    if (thread.fresh) thread.loaded = true;
    else this.wire.send({ t: 'watch', c: thread.c, v: thread.v });
  }

  /** A conversation begun here has got its reference. */
  moved(from, to) {
    const { store, trail } = this.chat;
    const thread = this.thread(from);
    this.threads.set(to, thread); // and stays under its first name, for those who still ask by it
    const draft = store.get(thread.draft);
    store.set(thread.draft);
    for (const step of trail) if (step[1] == from) step[1] = to;
    thread.c = to;
    store.set(thread.draft, draft);
    this.watch(thread);
  }

  receive(frame) {
    const { chat, outbox } = this;
    const { t } = frame;
    if (t == 'welcome') {
      this.status();
      outbox.busy = null;
      if (chat.view?.thread) this.watch(chat.view.thread);
    }
    if (t == 'welcome' || t == 'pong') outbox.flush();
    if (t == 'conversations') {
      chat.count(frame.unread);
      if (chat.view?.overview && chat.visible()) chat.renew();
    }
    if ((t == 'ack' || t == 'refused') && frame.id) outbox.settle(frame);
    if (['sync', 'change', 'older', 'reload', 'read'].includes(t)) {
      const thread = this.thread(frame.c);
      for (const { cid } of frame.items ?? []) if (cid) outbox.landed(cid, frame.c);
      if (thread.take(frame)) this.watch(thread);
    }
    chat.update(frame);
  }

  /** The socket is gone. Where none comes through, plain requests do its work, at the pace of its attempts. */
  down() {
    const { chat, wire, outbox } = this;
    outbox.busy = null;
    if (!wire.wanted) return;
    this.status();
    if (wire.fails < 2) return;
    outbox.flush();
    const thread = chat.view?.thread;
    if (thread && !thread.fresh) {
      chat.post('watch', { t: 'watch', c: thread.c, v: thread.v }).then(frame => this.receive(frame), () => {});
    }
  }

  /** The line about a lost connection comes after three seconds and goes at once. */
  status() {
    const { chat, wire, outbox } = this;
    clearTimeout(this.alarm);
    if (wire.live) return chat.note('');
    this.alarm = setTimeout(() => chat.note(chat.t('offline', { n: outbox.rows().length })),
      wire.down + QUIET - Date.now());
  }
}
