const MILLIS_MIN = 100;
const MILLIS_MAX = 10_000;
const MILLIS_PING = 20_000;
const MILLIS_SILENCE = 45_000;

/**
 * A socket that comes back: after a loss it waits, twice as long each time and never as long as all
 * others do, and opens another one.
 */
export class Socket {
  #WebSocket;
  #address;
  #protocols;
  #hears;
  #backoff;
  #random;
  #socket = null;
  #isOpen = false;
  #isClosed = false;
  #losses = 0;
  #retry = null;
  #watch = null;
  #heard = 0;

  /** `address` is asked anew for each attempt; `hears` has opened(), message(object), lost(). */
  constructor({ WebSocket, address, protocols, hears, backoff, random }) {
    this.#WebSocket = WebSocket;
    this.#address = address;
    this.#protocols = protocols;
    this.#hears = hears;
    this.#backoff = { min: MILLIS_MIN, max: MILLIS_MAX, ...backoff };
    this.#random = random;
    this.#open();
  }

  get isOpen() {
    return this.#isOpen;
  }

  #open() {
    const socket = new this.#WebSocket(this.#address(), this.#protocols);
    this.#socket = socket;
    socket.onopen = () => {
      if (socket === this.#socket) {
        this.#isOpen = true;
        this.#heard = performance.now();
        this.#watch = setInterval(() => this.#ask(), MILLIS_PING);
        this.#watch.unref?.();
        this.#hears.opened();
      }
    };
    socket.onmessage = (event) => {
      if (socket === this.#socket && typeof event.data === 'string') {
        this.#heard = performance.now();
        this.#losses = 0;
        this.#hears.message(JSON.parse(event.data));
      }
    };
    socket.onclose = () => this.#lost(socket);
    socket.onerror = () => this.#lost(socket); // not everywhere does a close follow
  }

  #ask() {
    if (performance.now() - this.#heard > MILLIS_SILENCE) {
      const dead = this.#socket;
      this.#lost(dead);
      dead.close();
    } else {
      this.send({ type: 'ping' });
    }
  }

  #lost(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    this.#isOpen = false;
    clearInterval(this.#watch);
    if (!this.#isClosed) {
      const wait = Math.min(this.#backoff.max, this.#backoff.min * 2 ** this.#losses++);
      this.#retry = setTimeout(() => this.#open(), wait * (0.5 + this.#random() / 2));
    }
    this.#hears.lost();
  }

  /** Whether it could be handed over; whether it arrived is another matter. */
  send(message) {
    if (!this.#isOpen) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
  }
}
