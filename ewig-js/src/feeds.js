import { EwigError } from './errors.js';

/** What is followed: each from where its listener has got to, also after a loss. */
export class Feeds {
  #storage;
  #send;
  #failed;
  #feeds = new Map(); // by id
  #ids = 0;
  #isOnline = false;

  constructor({ storage, send, failed }) {
    this.#storage = storage;
    this.#send = send;
    this.#failed = failed;
  }

  /**
   * Follows a table (`plants`, `garden.plants`) or a world (`a://garden`). `from` is a position that
   * an earlier change had; with `resume` it is kept in the storage under that name.
   */
  follow(what, listener, { from, resume } = {}) {
    const feed = {
      id: 'f' + ++this.#ids,
      [what.includes('://') ? 'world' : 'table']: what,
      from,
      listener,
      key: resume === undefined ? null : 'ewig:position:' + resume,
    };
    this.#begin(feed).catch((error) => this.#fail(feed, error));
    return () => {
      feed.isOver = true;
      if (this.#feeds.delete(feed.id)) {
        this.#send({ type: 'unfollow', id: feed.id });
      }
    };
  }

  async #begin(feed) {
    if (feed.key !== null) {
      const known = await this.#storage.get(feed.key);
      feed.from = known === null ? feed.from : Number(known);
    }
    if (!feed.isOver) {
      this.#feeds.set(feed.id, feed);
      this.#ask(feed);
    }
  }

  #ask({ id, table, world, from }) {
    if (this.#isOnline) {
      this.#send({ type: 'follow', id, table, world, from });
    }
  }

  offline() {
    this.#isOnline = false;
  }

  online() {
    this.#isOnline = true;
    this.#feeds.forEach((feed) => this.#ask(feed));
  }

  /** Hears a message; whether it was about something that is followed. */
  hear(message) {
    const feed = this.#feeds.get(message.id);
    if (!feed) {
      return message.type === 'changes' || message.type === 'unfollowed';
    }
    if (message.type === 'error') {
      this.#feeds.delete(feed.id);
      this.#fail(feed, EwigError.of(message));
    } else if (message.type === 'changes') {
      this.#tell(feed, message).catch((error) => this.#fail(feed, error));
    } else if (message.type === 'following') {
      feed.from ??= message.position;
    }
    return true;
  }

  /** A position counts when its changes have been heard. */
  async #tell(feed, { rows, events, position }) {
    feed.from = position;
    for (const row of rows ?? []) {
      feed.listener({ type: row.change, key: row.key, row: row.to_value, position });
    }
    for (const event of events ?? []) {
      feed.listener({ ...event, position });
    }
    if (feed.key !== null) {
      await this.#storage.set(feed.key, String(position));
    }
  }

  #fail(feed, error) {
    this.#failed(error, { follows: feed.table ?? feed.world });
  }
}
