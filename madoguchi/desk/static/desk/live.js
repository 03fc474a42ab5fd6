// The one socket: says hello, keeps the heart beating, comes back by itself, and shows its state in the status bar.
//
//   on("change", (frame) => …)   send({ t: "watch", c, v })   hear("live-ready", …) after each welcome

import { tell } from "./page.js";

const BEAT = 20_000;
const PATIENCE = 10_000;
const SLOWEST = 30_000;

const handlers = new Map();
let socket = null;
let wait = 500;
let beat = 0;
let overdue = 0;
let again = 0;
let state = "reconnecting";

export function on(type, handle) {
  handlers.set(type, [...(handlers.get(type) ?? []), handle]);
}

export const isLive = () => state === "live";

// False where nothing could be sent now; after the next welcome everybody asks again.
export function send(frame) {
  if (!isLive() || socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
}

export function connect() {
  clearTimeout(again);
  if (socket && socket.readyState < WebSocket.CLOSING) return;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${location.host}/live`);
  socket = mine;
  mine.addEventListener("open", () => mine.send(JSON.stringify({ t: "hello", lang: document.documentElement.lang })));
  mine.addEventListener("message", (event) => mine === socket && take(JSON.parse(event.data)));
  mine.addEventListener("close", (event) => mine === socket && lost(event.code));
}

function take(frame) {
  clearTimeout(overdue);
  if (frame.t === "welcome") {
    wait = 500;
    clearInterval(beat);
    beat = setInterval(ping, BEAT);
    show("live");
    send({ t: "list" });
    tell("live-ready");
  } else if (frame.t === "resync") {
    tell("live-ready");
  }
  for (const handle of handlers.get(frame.t) ?? []) handle(frame);
}

function ping() {
  if (!send({ t: "ping" })) return;
  clearTimeout(overdue);
  overdue = setTimeout(() => drop(), PATIENCE);
}

// Gives the socket up without waiting for its goodbye, which may never come.
function drop() {
  const old = socket;
  socket = null;
  old?.close();
  lost(0);
}

function lost(code) {
  clearInterval(beat);
  clearTimeout(overdue);
  socket = null;
  if (code === 4401) return location.reload(); // signed out: the page leads to the sign-in
  show(navigator.onLine ? "reconnecting" : "offline");
  tell("live-lost");
  clearTimeout(again);
  again = setTimeout(connect, wait * (0.5 + Math.random() / 2));
  wait = Math.min(SLOWEST, wait * 2);
}

function show(next) {
  state = next;
  for (const element of document.querySelectorAll("[data-live-state]")) element.dataset.state = next;
}

addEventListener("online", () => { wait = 500; connect(); });
addEventListener("offline", () => { if (socket) drop(); else show("offline"); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  if (isLive()) ping();
  else { wait = 500; connect(); }
});
