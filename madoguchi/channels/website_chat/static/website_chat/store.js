/* What the browser keeps: localStorage under the inbox's own prefix, or memory where storage is refused or full.
   Values are JSON. `kept` turns false as soon as something could be held in memory only. */

export class Store {
  kept = true;
  memory = new Map();

  constructor(inbox) {
    this.prefix = `madoguchi:${inbox}:`;
    try {
      this.area = localStorage;
      this.set('?', 1);
      this.set('?');
    } catch {
      this.kept = false;
    }
  }

  get(key) {
    try {
      return JSON.parse(this.memory.get(key) ?? this.area.getItem(this.prefix + key));
    } catch {
      return null;
    }
  }

  /** Keep a value; without one, forget the key. */
  set(key, value) {
    this.memory.delete(key);
    try {
      if (value == null) this.area.removeItem(this.prefix + key);
      else this.area.setItem(this.prefix + key, JSON.stringify(value));
    } catch {
      this.kept = false;
      if (value != null) this.memory.set(key, JSON.stringify(value));
    }
  }

  /** The kept keys that begin so, in order. */
  keys(start) {
    const full = this.prefix + start;
    const stored = this.area ? Object.keys(this.area).filter(key => key.startsWith(full)) : [];
    return [...stored.map(key => key.slice(this.prefix.length)), ...this.memory.keys()]
      .filter(key => key.startsWith(start)).sort();
  }
}
