import { EwigError } from './errors.js';
import { Feeds } from './feeds.js';
import { Presence } from './presence.js';
import { Queue } from './queue.js';
import { Socket } from './socket.js';
import { MemoryStorage, WebStorage } from './storage.js';

export { EwigError, MemoryStorage, WebStorage };

/** Opens a client; it is of use at once, and connected as soon and as long as there is a server. */
export function connect(url, options = {}) {
  return new Client(url, options);
}

function randomId() {
  if (globalThis.crypto?.randomUUID) {
    return globalThis.crypto.randomUUID();
  }
  const bytes = globalThis.crypto?.getRandomValues
    ? globalThis.crypto.getRandomValues(new Uint8Array(16))
    : Uint8Array.from({ length: 16 }, () => Math.floor(Math.random() * 256));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function address(url, database) {
  const address = new URL(url);
  address.protocol = address.protocol.replace(/^http/, 'ws');
  if (!/^wss?:$/.test(address.protocol)) {
    throw new TypeError(`'${url}' is no address of a server; say ws://host:port or wss://host:port`);
  }
  if (address.pathname === '/') {
    address.pathname = database === undefined ? '/ws' : `/db/${encodeURIComponent(database)}/ws`;
  }
  return address;
}

class Client {
  #socket;
  #queue;
  #feeds;
  #questions = new Map();
  #numbers = 0;
  #isClosed = false;
  #isWelcome = false;
  #opened;

  /** What peers say of the moment. */
  ephemeral;

  /** Who this is to others. */
  peer;

  /** Settles when the server has answered for the first time. */
  ready;

  constructor(url, options) {
    const {
      peer = 'peer-' + randomId(),
      database,
      token,
      storage = new MemoryStorage(),
      WebSocket = globalThis.WebSocket,
      backoff,
      random = Math.random,
      onError = (error) => console.error(error),
      onSettled = () => {},
      onOnline = () => {},
    } = options;
    if (WebSocket === undefined) {
      throw new TypeError(
        'there is no WebSocket here: Node has one from 22 on (20.10 with --experimental-websocket); ' +
          'else give one as option WebSocket',
      );
    }
    const target = address(url, database);
    this.peer = peer;
    this.ready = new Promise((resolve) => (this.#opened = resolve));
    const send = (message) => this.#socket?.send(message) ?? false;
    this.ephemeral = new Presence(send);
    this.#feeds = new Feeds({ storage, send, failed: onError });
    this.#queue = new Queue({
      storage,
      key: `ewig:queue:${target.host}${target.pathname}`,
      send,
      newId: randomId,
      settled: (op, answer, error) => (error ? onError(error, op) : onSettled(op, answer)),
    });
    this.#socket = new Socket({
      WebSocket,
      address: () => this.#visit(target),
      protocols: token === undefined ? [] : ['ewig', 'ewig.bearer.' + token],
      backoff,
      random,
      hears: {
        opened: () => {},
        message: (message) => this.#hear(message, onError, onOnline),
        lost: () => {
          this.#isWelcome = false;
          this.ephemeral.lost();
          this.#queue.offline();
          this.#feeds.offline();
          onOnline(false);
        },
      },
    });
  }

  #visit(target) {
    const visit = new URL(target);
    visit.searchParams.set('peer_id', this.peer);
    this.ephemeral.namespaces.forEach((name) => visit.searchParams.append('namespace', name));
    return visit.href;
  }

  #hear(message, onError, onOnline) {
    if (message.type === 'pong') {
      return;
    }
    if (this.ephemeral.hear(message)) {
      if (message.type === 'snapshot') {
        this.#welcome(onOnline);
      }
    } else if (!this.#queue.hear(message) && !this.#feeds.hear(message) && !this.#answer(message)) {
      if (message.type === 'error') {
        onError(EwigError.of(message));
      }
    }
  }

  /** The first snapshot of a session; later ones answer a subscription. */
  #welcome(onOnline) {
    if (!this.#isWelcome) {
      this.#isWelcome = true;
      this.#queue.online();
      this.#feeds.online();
      this.#questions.forEach(({ message }) => this.#socket.send(message));
      this.#opened();
      onOnline(true);
    }
  }

  #answer(message) {
    const question = this.#questions.get(message.id);
    if (!question) {
      return false;
    }
    this.#questions.delete(message.id);
    if (message.type === 'error') {
      question.reject(EwigError.of(message));
    } else {
      question.resolve(message);
    }
    return true;
  }

  #require() {
    if (this.#isClosed) {
      throw new EwigError('the client is closed; connect again', '08003', 1010);
    }
  }

  // ---- what lasts

  /** Adds a row; it is kept and sent until the server has it for good. */
  insert(table, row) {
    this.#require();
    return this.#queue.add({ type: 'insert', table, row });
  }

  /** Sets a column of the row with that primary key, or several: `update(table, key, { a: 1 })`. */
  update(table, key, column, value) {
    this.#require();
    const set = typeof column === 'object' ? { values: column } : { column, value };
    return this.#queue.add({ type: 'update', table, key, ...set });
  }

  delete(table, key) {
    this.#require();
    return this.#queue.add({ type: 'delete', table, key });
  }

  /** Any statement that changes something, like the others kept and done once. */
  execute(sql, params = []) {
    this.#require();
    return this.#queue.add({ type: 'execute', sql, params });
  }

  /** How much is written and not yet acknowledged. */
  get pending() {
    return this.#queue.size;
  }

  /** Rows as objects; waits for the server if it is not there. */
  async query(sql, params = []) {
    this.#require();
    const id = 'q' + ++this.#numbers;
    const message = { type: 'query', id, sql, params };
    const { columns, rows, more } = await new Promise((resolve, reject) => {
      this.#questions.set(id, { message, resolve, reject });
      if (this.#isWelcome) {
        this.#socket.send(message);
      }
    });
    const objects = rows.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i].name, cell])));
    return Object.assign(objects, { columns, more });
  }

  /** Follows a table or a world; gives what ends that. */
  subscribe(what, listener, options) {
    this.#require();
    return this.#feeds.follow(what, listener, options);
  }

  /** Whether the server is there and knows us. */
  get isOnline() {
    return this.#isWelcome;
  }

  async close() {
    this.#isClosed = true;
    this.#socket.close();
    this.ephemeral.close();
    for (const { reject } of this.#questions.values()) {
      reject(new EwigError('the client was closed', '08003', 1010));
    }
    this.#questions.clear();
    await this.#queue.close();
  }
}
