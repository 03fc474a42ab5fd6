// What the server gave to the page: settings, words; and how to ask it for more.

const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");

export const config = read("desk-config");
const words = read("desk-strings");
export const commands = read("desk-commands");
export const language = document.documentElement.lang;
export const zone = document.documentElement.dataset.zone || undefined;

const plural = new Intl.PluralRules(language);

// A text in the reader's language with {n}, {name} … filled in, in the form that the number asks for.
export function say(key, values = {}) {
  const text = typeof words[key] === "object" ? words[key][plural.select(values.n)] ?? words[key].other : words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? isolated(values[name]) : whole));
}

// A name must not turn the sentence round that it stands in.
const isolated = (value) => (typeof value === "string" ? `\u2068${value}\u2069` : value);

export function notice(text, { tone = "", seconds = 6, action = null } = {}) {
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone, seconds, action } }));
}

export function tell(name, detail = {}) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

export function hear(name, handle) {
  document.addEventListener(name, (event) => handle(event.detail ?? {}, event));
}

// A refusal by the server, or no answer at all (`offline`).
export class Refusal extends Error {
  constructor(reason, { status = 0, data = {}, offline = false } = {}) {
    super(reason);
    Object.assign(this, { status, data, offline });
  }
}

// Answers with the Response; a refusal is thrown with its reason in the reader's language.
export async function ask(url, { method = "GET", fields = null, headers = {}, signal, keepalive = false } = {}) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  let response;
  try {
    response = await fetch(url, {
      method, signal, keepalive, body: fields && form(fields),
      headers: method === "GET" ? headers : { ...headers, "X-CSRFToken": token },
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(say("failed_offline"), { offline: true });
  }
  if (response.redirected && new URL(response.url).pathname.startsWith("/accounts/")) {
    location.assign(response.url);
  }
  if (response.ok) return response;
  const data = await response.json().catch(() => ({}));
  throw new Refusal(data.reason ?? say("failed"), { status: response.status, data });
}

export const post = (url, fields, options = {}) => ask(url, { method: "POST", fields, ...options });

function form(fields) {
  if (fields instanceof FormData) return fields;
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one != null) made.append(name, one);
  }
  return made;
}

// Elements from markup that the server rendered.
export function nodes(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

export function copyOf(id) {
  return document.getElementById(id).content.cloneNode(true);
}
