/* One conversation as we know it: its items by id, and the version up to which nothing is missing. */

export class Thread {
  v = 0;
  seen = 0;
  items = new Map();

  constructor(c, about) {
    this.c = c;
    this.about = about;
  }

  /** Not yet known to the server: its name is ours. */
  get fresh() {
    return this.c.startsWith('new');
  }

  /** The key under which what is being written is kept. */
  get draft() {
    return `draft:${this.fresh ? 'new' : this.c}`;
  }

  /** Items in order, as the server counts them. */
  list() {
    return [...this.items.values()].sort((a, b) => a.p - b.p);
  }

  /** Take what the server says. True when something in between is missing: watch again from our version. */
  take(frame) {
    const gap = frame.t == 'change' && (frame.since ?? frame.v - 1) > this.v;
    if (frame.t == 'reload') {
      this.v = 0;
      this.items.clear();
      return true;
    }
    if (frame.t == 'sync' && !this.v) this.more = frame.more;
    if (frame.t == 'older') this.more = frame.more;
    for (const item of frame.items ?? []) {
      const known = this.items.get(item.m);
      if (!known || known.v <= item.v) this.items.set(item.m, { ...known, ...item });
    }
    if (frame.conversation) this.about = { ...this.about, ...frame.conversation };
    if (frame.t == 'sync') this.loaded = true;
    if (frame.v > this.v && !gap && frame.t != 'read') this.v = frame.v;
    if (frame.t == 'read') {
      for (const item of this.items.values()) if (item.k == 'customer' && item.v <= frame.v) item.state = 'read';
    }
    return gap;
  }

  /** Our own message is stored: `text` and `removed` tell what the server masked in it. */
  stored({ id, m, p, v, at, text, removed }, row) {
    const known = this.items.get(m);
    if (!known && !row) return;
    const item = { k: 'customer', m, p, v, at, text: text ?? row?.text, files: row?.files, state: 'sent', cid: id };
    this.items.set(m, { ...item, ...known, removed });
  }
}
