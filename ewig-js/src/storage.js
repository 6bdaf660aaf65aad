/**
 * A storage is anything with `get(key)` and `set(key, text)`, each of which may give a promise.
 * `set` with null takes the key away.
 */

/** Forgets all with the page or the process. */
export class MemoryStorage {
  #texts = new Map();

  get(key) {
    return this.#texts.get(key) ?? null;
  }

  set(key, text) {
    if (text === null) {
      this.#texts.delete(key);
    } else {
      this.#texts.set(key, text);
    }
  }
}

/** The browser's localStorage, or sessionStorage. */
export class WebStorage {
  #storage;

  constructor(storage = globalThis.localStorage) {
    this.#storage = storage;
  }

  get(key) {
    return this.#storage.getItem(key);
  }

  set(key, text) {
    if (text === null) {
      this.#storage.removeItem(key);
    } else {
      this.#storage.setItem(key, text);
    }
  }
}
