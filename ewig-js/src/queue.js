import { EwigError } from './errors.js';

const IN_FLIGHT_MAX = 64;
const MILLIS_BEFORE_AGAIN = 500;

/**
 * What is written, in order, until the server has said that it is durable. It is kept in a storage
 * before it is sent, and sent again after a loss: its id is an idempotency key, so it happens once.
 */
export class Queue {
  #storage;
  #key;
  #send;
  #newId;
  #settled;
  #ops = new Map(); // by id, in order
  #waiting = new Map(); // promises by id
  #kept = new Set(); // ids of what the storage has
  #inFlight = new Set();
  #saving = null;
  #isStale = false;
  #isOnline = false;
  #again = null;
  #loaded;

  /** `settled(op, answer, error)` hears of what an earlier process had left. */
  constructor({ storage, key, send, newId, settled }) {
    this.#storage = storage;
    this.#key = key;
    this.#send = send;
    this.#newId = newId;
    this.#settled = settled;
    this.#loaded = this.#load();
    this.#loaded.catch(() => {}); // who adds something or is online hears of it
  }

  async #load() {
    const text = await this.#storage.get(this.#key);
    const added = this.#ops;
    this.#ops = new Map();
    for (const op of text ? JSON.parse(text) : []) {
      this.#ops.set(op.id, op);
      this.#kept.add(op.id);
    }
    for (const [id, op] of added) {
      this.#ops.set(id, op);
    }
  }

  get size() {
    return this.#ops.size;
  }

  /** Gives the server's acknowledgement, whenever it comes. */
  add(op) {
    const kept = { ...op, id: this.#newId() };
    const answer = new Promise((resolve, reject) => this.#waiting.set(kept.id, { resolve, reject }));
    this.#ops.set(kept.id, kept);
    this.#save().then(
      () => this.#flush(),
      (error) => this.#settle(kept, undefined, error),
    );
    return answer;
  }

  /** One write at a time, of all that there is by then. */
  #save() {
    this.#isStale = true;
    this.#saving ??= this.#loaded.then(() => this.#write());
    return this.#saving;
  }

  async #write() {
    try {
      while (this.#isStale) {
        this.#isStale = false;
        const ops = [...this.#ops.values()];
        await this.#storage.set(this.#key, ops.length === 0 ? null : JSON.stringify(ops));
        this.#kept = new Set(ops.map(({ id }) => id));
      }
    } finally {
      this.#saving = null; // in the same breath as the last look at what is stale
    }
  }

  online() {
    this.#isOnline = true;
    this.#inFlight.clear();
    this.#loaded.then(() => this.#flush(), (error) => this.#settled(null, undefined, error));
  }

  offline() {
    this.#isOnline = false;
    this.#inFlight.clear();
    clearTimeout(this.#again);
    this.#again = null;
  }

  #flush() {
    if (!this.#isOnline || this.#again !== null) {
      return;
    }
    for (const op of this.#ops.values()) {
      if (this.#inFlight.size >= IN_FLIGHT_MAX) {
        return;
      }
      if (this.#kept.has(op.id) && !this.#inFlight.has(op.id)) {
        if (!this.#send(op)) {
          return;
        }
        this.#inFlight.add(op.id);
      }
    }
  }

  /** Hears a message; whether it was about something in here. */
  hear(message) {
    const op = this.#ops.get(message.id);
    if (!op || !['ack', 'error'].includes(message.type)) {
      return false;
    }
    this.#inFlight.delete(op.id);
    if (message.type === 'ack') {
      this.#settle(op, message);
    } else {
      const error = EwigError.of(message);
      if (error.isTransient) {
        this.#again ??= setTimeout(() => this.#tryAgain(), MILLIS_BEFORE_AGAIN);
      } else {
        this.#settle(op, undefined, error);
      }
    }
    this.#flush();
    return true;
  }

  #tryAgain() {
    this.#again = null;
    this.#flush();
  }

  #settle(op, answer, error) {
    this.#ops.delete(op.id);
    this.#save().catch((failed) => this.#settled(op, answer, failed));
    const waiting = this.#waiting.get(op.id);
    this.#waiting.delete(op.id);
    if (!waiting) {
      this.#settled(op, answer, error);
    } else if (error) {
      waiting.reject(error);
    } else {
      waiting.resolve({ commit: answer.commit ?? null, count: answer.count ?? null, repeated: answer.repeated });
    }
  }

  /** Promises of what is still here stay open; the next client with the storage goes on. */
  async close() {
    this.offline();
    await this.#saving;
  }
}
