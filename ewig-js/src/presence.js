const MILLIS_BETWEEN = 17; // 60 times a second at most, as the server tells others

/** Less than 0 if the first stamp is the lesser one: by epoch, counter, peer, never by a clock. */
export function compareStamps(a, b) {
  return a.epoch - b.epoch || a.counter - b.counter || (a.peer < b.peer ? -1 : a.peer > b.peer ? 1 : 0);
}

function beats(entry, other) {
  const order = compareStamps(entry, other);
  return order > 0 || (order === 0 && entry.gone === true && !other.gone);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What peers say of the moment, as this peer knows it. What is set here counts at once; the server
 * tells the others.
 */
export class Presence {
  #send;
  #peer = '';
  #epoch = 0;
  #ttl = 30_000;
  #latest = { epoch: 0, counter: 0, peer: '' };
  #namespaces = new Map(); // to a map of entries by key
  #own = new Map(); // what was set here and lives on: by address
  #listeners = new Map(); // by namespace
  #peerListeners = new Set();
  #unsent = new Map();
  #sending = null;
  #ending = null;

  /** `send(message)` tells whether the server could be told. */
  constructor(send) {
    this.#send = send;
  }

  /** The namespaces that somebody here hears of. */
  get namespaces() {
    return [...this.#listeners.keys()];
  }

  // ---- what is said here

  /** Sets a value, or refreshes it. With `keepAlive` it is refreshed as long as this peer is here. */
  set(namespace, key, value, { ttl = this.#ttl, keepAlive = false } = {}) {
    if (value === undefined) {
      throw new TypeError('a value is anything that JSON has; to take it away, delete it');
    }
    const entry = { ...this.#stamped(namespace, key), value, ttl };
    this.#own.set(address(entry), { entry, keepAlive, again: performance.now() + ttl / 2 });
    this.#say(entry);
  }

  delete(namespace, key) {
    const entry = { ...this.#stamped(namespace, key), gone: true, ttl: this.#ttl };
    this.#own.delete(address(entry));
    this.#say(entry);
  }

  #stamped(namespace, key) {
    const { epoch, counter } = this.#latest;
    this.#latest =
      this.#epoch > epoch
        ? { epoch: this.#epoch, counter: 1, peer: this.#peer }
        : { epoch, counter: counter + 1, peer: this.#peer };
    return { namespace, key, ...this.#latest };
  }

  #say(entry) {
    this.#put(entry, 'local');
    this.#unsent.set(address(entry), entry);
    this.#sending ??= setTimeout(() => this.#flush(), MILLIS_BETWEEN);
  }

  #flush() {
    this.#sending = null;
    if (this.#epoch === 0 || this.#unsent.size === 0) {
      return; // what lives on is said anew when the server has said who we are
    }
    const entries = [...this.#unsent.values()].map(({ end, peer, ...entry }) => entry);
    if (this.#send({ type: 'ephemeral_update', entries })) {
      this.#unsent.clear();
    }
  }

  // ---- what is there

  get(namespace, key) {
    const entry = this.#namespaces.get(namespace)?.get(key);
    return entry && isThere(entry) ? entry.value : undefined;
  }

  /** All values of a namespace, by key. */
  getAll(namespace) {
    const all = {};
    for (const [key, entry] of this.#namespaces.get(namespace) ?? []) {
      if (isThere(entry)) {
        all[key] = entry.value;
      }
    }
    return all;
  }

  /**
   * Has `listener` hear of `{ type: 'added' | 'updated' | 'removed', namespace, key, value, peer,
   * origin: 'local' | 'remote' }`; gives what ends that. What is there already is told as added.
   */
  subscribe(namespace, listener) {
    let listeners = this.#listeners.get(namespace);
    if (!listeners) {
      this.#listeners.set(namespace, (listeners = new Set()));
      this.#send({ type: 'subscribe', namespace });
    }
    const own = (change) => listener(change);
    listeners.add(own);
    for (const entry of this.#namespaces.get(namespace)?.values() ?? []) {
      if (isThere(entry)) {
        own(change('added', entry, entry.value, entry.peer === this.#peer ? 'local' : 'remote'));
      }
    }
    return () => {
      if (listeners.delete(own) && listeners.size === 0 && this.#listeners.delete(namespace)) {
        this.#send({ type: 'unsubscribe', namespace });
      }
    };
  }

  /** Has `listener` hear of `{ type: 'joined' | 'left', peer }`. */
  subscribePeers(listener) {
    const own = (event) => listener(event);
    this.#peerListeners.add(own);
    return () => this.#peerListeners.delete(own);
  }

  // ---- what the server says

  /** Hears a message; whether it was one about presence. */
  hear(message) {
    switch (message.type) {
      case 'snapshot':
        this.#snapshot(message);
        return true;
      case 'ephemeral_diff':
        this.#take(message.entries);
        return true;
      case 'peer_joined':
      case 'peer_left':
        this.#peerListeners.forEach((tell) =>
          tell({ type: message.type.slice('peer_'.length), peer: message.peer_id }),
        );
        return true;
      default:
        return false;
    }
  }

  #snapshot({ peer_id: peer, epoch, ttl, namespaces, entries }) {
    const isNew = epoch !== this.#epoch;
    this.#peer = peer;
    this.#epoch = epoch;
    this.#ttl = ttl;
    const here = new Set(entries.map(address));
    for (const namespace of namespaces) {
      for (const entry of this.#namespaces.get(namespace)?.values() ?? []) {
        if (!here.has(address(entry)) && !this.#own.has(address(entry))) {
          this.#put({ ...entry, gone: true, ttl: this.#ttl }, 'remote');
        }
      }
    }
    this.#take(entries);
    if (isNew) {
      this.#subscribeMissing(namespaces);
      this.#sayAgain();
    }
  }

  /** What was subscribed to while the socket opened. */
  #subscribeMissing(known) {
    this.namespaces
      .filter((namespace) => !known.includes(namespace))
      .forEach((namespace) => this.#send({ type: 'subscribe', namespace }));
  }

  /** In a new session all that lives on is said under its epoch. */
  #sayAgain() {
    for (const { entry, keepAlive } of [...this.#own.values()]) {
      const left = keepAlive ? entry.ttl : entry.end - performance.now();
      if (left > 0) {
        this.set(entry.namespace, entry.key, entry.value, { ttl: Math.round(left), keepAlive });
      }
    }
    for (const [where, entry] of this.#unsent) {
      if (entry.gone) {
        this.#unsent.set(where, { ...this.#stamped(entry.namespace, entry.key), gone: true, ttl: entry.ttl });
      }
    }
    this.#flush();
  }

  /** The server is lost: it forgets us, and counts anew. */
  lost() {
    this.#epoch = 0;
    this.#latest = { epoch: 0, counter: 0, peer: this.#peer };
    for (const entries of this.#namespaces.values()) {
      for (const entry of entries.values()) {
        entry.epoch = 0; // whatever is said from now on counts over it
        entry.counter = 0;
      }
    }
  }

  #take(entries) {
    for (const entry of entries) {
      if (compareStamps(entry, this.#latest) > 0) {
        this.#latest = { epoch: entry.epoch, counter: entry.counter, peer: entry.peer };
      }
      this.#put(entry, entry.peer === this.#peer ? 'local' : 'remote');
    }
  }

  // ---- how it is held

  #put(entry, origin) {
    let entries = this.#namespaces.get(entry.namespace);
    if (!entries) {
      this.#namespaces.set(entry.namespace, (entries = new Map()));
    }
    const before = entries.get(entry.key);
    if (before && !beats(entry, before)) {
      return;
    }
    entry.end = performance.now() + entry.ttl;
    entries.set(entry.key, entry);
    this.#watchEnds();
    const was = before !== undefined && !before.gone;
    if (was && entry.gone) {
      this.#tell(change('removed', entry, before.value, origin));
    } else if (!was && !entry.gone) {
      this.#tell(change('added', entry, entry.value, origin));
    } else if (was && !same(before.value, entry.value)) {
      this.#tell(change('updated', entry, entry.value, origin));
    }
  }

  #tell(event) {
    this.#listeners.get(event.namespace)?.forEach((tell) => tell(event));
  }

  #watchEnds() {
    if (this.#ending === null) {
      this.#ending = setInterval(() => this.#endSome(), 250);
      this.#ending.unref?.();
    }
  }

  #endSome() {
    const now = performance.now();
    for (const own of this.#own.values()) {
      if (own.keepAlive && now >= own.again && this.#epoch > 0) {
        const { namespace, key, value, ttl } = own.entry;
        this.set(namespace, key, value, { ttl, keepAlive: true });
      }
    }
    for (const [namespace, entries] of this.#namespaces) {
      for (const [key, entry] of entries) {
        if (now >= entry.end && entry.gone) {
          entries.delete(key);
        } else if (now >= entry.end) {
          this.#own.delete(address(entry));
          this.#put({ ...entry, gone: true, ttl: this.#ttl }, 'remote');
        }
      }
      if (entries.size === 0) {
        this.#namespaces.delete(namespace);
      }
    }
    if (this.#namespaces.size === 0) {
      this.close();
    }
  }

  close() {
    clearTimeout(this.#sending);
    clearInterval(this.#ending);
    this.#sending = null;
    this.#ending = null;
  }
}

const address = ({ namespace, key }) => JSON.stringify([namespace, key]);
const isThere = (entry) => !entry.gone && performance.now() < entry.end;
const change = (type, { namespace, key, peer }, value, origin) => ({ type, namespace, key, value, peer, origin });
