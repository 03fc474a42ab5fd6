/* Messages on their way out. Each is a row of its own in the store until the server has answered for it, so that
   a reload, a crash or days without a network lose nothing. The id is made here: the server takes the same id for
   the same message, however often it comes. One is in flight at a time, so the order stays.
   A row belongs to the tab that wrote it; another tab sends it only when it has waited so long that its own tab
   must be gone, and holds its later rows back until then. */

const PATIENCE = 5_000; // with an answer that does not come, and with another tab

export const uuid = () =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, c =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

export class Outbox {
  busy = null;
  last = 0;

  constructor(chat, talk) {
    this.chat = chat;
    this.talk = talk;
    this.tab = uuid();
  }

  /** The rows, oldest first; of one conversation if named. */
  rows(c) {
    const { store } = this.chat;
    return store.keys('out:').map(key => ({ key, ...store.get(key) })).filter(row => row.id && (!c || row.c == c));
  }

  save({ key, ...row }) {
    this.chat.store.set(key, row);
  }

  add(row) {
    this.last = Math.max(Date.now(), this.last + 1);
    const id = uuid();
    this.save({ ...row, key: `out:${this.last}-${id}`, id, tab: this.tab, at: new Date(this.last).toISOString() });
    this.chat.store.set('wake', 1);
    this.flush();
  }

  drop(id) {
    const row = this.rows().find(each => each.id == id);
    if (row) this.chat.store.set(row.key);
    return row;
  }

  retry(id) {
    const row = this.rows().find(each => each.id == id);
    if (row) this.save({ ...row, failed: null });
    this.flush();
  }

  /** Send the next row: by the socket or, where it cannot pass, by a plain request. */
  async flush() {
    const { chat, talk: { wire } } = this;
    const next = this.rows().find(row => !row.failed);
    if (!next || !chat.session) return;
    clearTimeout(this.wait);
    const age = Date.now() - (this.busy == next.id ? this.since : Date.parse(next.at));
    if ((this.busy == next.id || next.tab != this.tab) && age < PATIENCE) {
      this.wait = setTimeout(() => this.flush(), PATIENCE - age);
      return;
    }
    this.busy = next.id;
    this.since = Date.now();
    const { id, c, text, files, form } = next;
    const to = c.startsWith('new') ? null : c;
    const frame = { t: 'send', id, c: to, text, files: files.map(file => file.id), form };
    this.wait = setTimeout(() => this.flush(), PATIENCE);
    if (wire.send(frame)) return;
    this.busy = null;
    if (wire.fails > 1) await chat.post('send', frame).then(answer => this.settle(answer), () => {});
  }

  /** The server's answer: stored, to be repeated later, or refused for good. */
  settle(frame) {
    const { talk } = this;
    this.busy = null;
    if (frame.t == 'ack') {
      talk.thread(frame.c).stored(frame, this.landed(frame.id, frame.c));
    } else if (frame.retry_after) {
      this.wait = setTimeout(() => this.flush(), frame.retry_after * 1000);
      return;
    } else {
      const row = this.rows().find(each => each.id == frame.id);
      if (row) this.save({ ...row, failed: frame.reason });
    }
    this.flush();
  }

  /** A message has been seen on the other side. If it began a conversation, what else was written in it follows. */
  landed(id, c) {
    const row = this.drop(id);
    if (row && row.c != c) {
      for (const other of this.rows(row.c)) this.save({ ...other, c });
      this.talk.moved(row.c, c);
    }
    return row;
  }
}
