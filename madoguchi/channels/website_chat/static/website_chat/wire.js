/* The socket: says hello, beats, notices silence, and comes back by itself: with growing, jittered pauses,
   and at once when the network or the page returns. */

const BEAT = 20_000; // between pings
const SILENCE = 10_000; // without any answer the socket is dead

export class Wire {
  fails = 0;
  live = false;
  down = Date.now();

  constructor(chat, talk) {
    this.chat = chat;
    this.talk = talk;
    const wake = () => {
      if (!this.wanted || document.hidden) return;
      if (this.live) this.ping(); // after a sleep it may only seem so
      else this.open();
    };
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
  }

  open() {
    this.wanted = true;
    clearTimeout(this.pause);
    if (this.socket || !this.chat.session) return;
    const { chat, talk } = this;
    try {
      const socket = this.socket = new WebSocket(chat.base.replace('http', 'ws') + 'live');
      this.guard();
      socket.onopen = () => this.put({ t: 'hello', token: chat.session.token, lang: chat.session.lang });
      socket.onclose = event => this.lost(event.code);
      socket.onmessage = event => {
        clearTimeout(this.deadline);
        const frame = JSON.parse(event.data);
        if (frame.t == 'welcome') {
          this.live = true;
          this.fails = 0;
          this.beat = setInterval(() => this.ping(), BEAT);
        }
        talk.receive(frame);
      };
    } catch {
      this.lost();
    }
  }

  guard() {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => this.lost(), SILENCE);
  }

  ping() {
    this.put({ t: 'ping' });
    this.guard();
  }

  put(frame) {
    this.socket.send(JSON.stringify(frame));
  }

  /** Send a frame if the socket is up; says whether it did. */
  send(frame) {
    if (this.live) this.put(frame);
    return this.live;
  }

  stop() {
    this.wanted = false;
    this.lost();
  }

  async lost(code) {
    if (this.socket) {
      this.socket.onclose = this.socket.onmessage = null;
      this.socket.close();
    }
    this.socket = null;
    if (this.live) this.down = Date.now();
    this.live = false;
    clearTimeout(this.deadline);
    clearInterval(this.beat);
    this.talk.down();
    const delay = Math.min(30_000, 500 * 2 ** this.fails++) * (0.5 + Math.random() / 2);
    // 4401: the token has run out; the old one still proves who we are, a new session keeps the visitor.
    if (code == 4401) await this.chat.refresh().catch(() => {});
    if (this.wanted) this.pause = setTimeout(() => this.open(), delay);
  }
}
