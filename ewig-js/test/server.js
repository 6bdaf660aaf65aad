import { connect } from '../src/index.js';

/** The server of the tests, or undefined: then those that need one are skipped. */
export const URL_OF_SERVER = process.env.EWIG_URL;

export const needsServer = URL_OF_SERVER ? {} : { skip: 'EWIG_URL names no server' };

/** Opens clients that are closed after the test. */
export function clients(t) {
  return async (options = {}) => {
    const client = connect(URL_OF_SERVER, {
      onError: (error) => {
        throw error;
      },
      ...options,
    });
    t.after(() => client.close());
    await client.ready;
    return client;
  };
}

/** Waits until something holds. */
export async function until(holds) {
  for (let i = 0; i < 500; i++) {
    const value = await holds();
    if (value) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it never came to be: ' + holds);
}

/** Sockets of a server that is not there, or only when the test says so. */
export class FakeSocket {
  static all = [];

  constructor(url, protocols) {
    this.url = url;
    this.protocols = protocols;
    this.sent = [];
    FakeSocket.all.push(this);
  }

  static get last() {
    return FakeSocket.all.at(-1);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  open(epoch = 2, entries = []) {
    this.onopen();
    this.say({
      type: 'snapshot',
      peer_id: new URL(this.url).searchParams.get('peer_id'),
      epoch,
      ttl: 30_000,
      namespaces: new URL(this.url).searchParams.getAll('namespace'),
      peers: [],
      entries,
    });
  }

  say(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  lose() {
    this.onclose({ code: 1006, reason: '' });
  }

  close() {
    this.onclose?.({ code: 1000, reason: '' });
  }
}

export const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
