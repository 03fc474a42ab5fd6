/* Small helpers to build the screen. Nothing in the widget parses HTML: every text becomes a text node. */

/** h('button.primary', {onclick}, 'Send'): an element with classes, properties or attributes, and children. */
export function h(tag, props = {}, ...kids) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(props)) {
    if (value == null) continue;
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...kids.flat().filter(Boolean));
  return node;
}

const circle = 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z';

/* Paths of the lucide icons (ISC licence), 24 by 24. */
const paths = {
  attach: 'm21.4 11-9.1 9.2a6 6 0 0 1-8.5-8.5l8.6-8.6a4 4 0 1 1 5.6 5.7l-8.6 8.6a2 2 0 0 1-2.8-2.8l8.5-8.5',
  back: 'm15 18-6-6 6-6',
  close: 'M18 6 6 18M6 6l12 12',
  menu: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'm3 3 3 9-3 9 19-9ZM6 12h16',
  shield: 'M20 13c0 5-3.5 7.5-8 9-4.5-1.5-8-4-8-9V6c3 0 6-2 8-4 2 2 5 4 8 4zM9 12l2 2 4-4',
  queued: 'M12 6v6l4 2' + circle,
  sent: 'M20 6 9 17l-5-5',
  delivered: 'M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16',
  failed: 'M12 8v4M12 16h.01' + circle,
};
paths.read = paths.delivered;

/** An icon; with a label it is an image with a name, without one it is decoration. */
export function icon(name, label) {
  const [svg, path] = ['svg', 'path'].map(tag => document.createElementNS('http://www.w3.org/2000/svg', tag));
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', name);
  svg.setAttribute(label ? 'aria-label' : 'aria-hidden', label || true);
  if (label) svg.setAttribute('role', 'img');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

/** Text with its web addresses as links; what a link shows is always where it leads. */
export const linked = text =>
  text.split(/(https?:\/\/[^\s<>"、。」）]*[^\s<>"、。」）.,:;!?)\]'])/).map((part, i) =>
    i % 2 ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer nofollow' }, part) : part);

/** Whether a conversation has come to its end (a further message opens it again). */
export const over = about => ['resolved', 'closed', 'spam'].includes(about?.status);

/** A number of bytes as people read it. */
export const size = (bytes, lang) => {
  const mega = bytes >= 1e6;
  return new Intl.NumberFormat(lang, {
    style: 'unit', unit: mega ? 'megabyte' : 'kilobyte', maximumFractionDigits: 0,
  }).format(Math.ceil(bytes / (mega ? 1048576 : 1024)));
};
