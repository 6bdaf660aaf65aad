import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FileStorage } from '../src/file-storage.js';
import { connect, EwigError, MemoryStorage, WebStorage } from '../src/index.js';
import { FakeSocket, pause } from './server.js';

const URL_OF_NOBODY = 'ws://nobody.example';

function client(t, options) {
  const opened = connect(URL_OF_NOBODY, {
    WebSocket: FakeSocket,
    backoff: { min: 1, max: 2 },
    onError: () => {},
    ...options,
  });
  t.after(() => opened.close());
  return opened;
}

const written = () => FakeSocket.last.sent.filter(({ type }) => type === 'insert');

test('what is written offline is sent when there is a server, in order', async (t) => {
  const one = client(t);
  const first = one.insert('plants', { name: 'rose' });
  one.insert('plants', { name: 'lily' });
  await pause(5);
  assert.equal(one.pending, 2);
  FakeSocket.last.open();
  await pause(5);
  assert.deepEqual(written().map(({ row }) => row.name), ['rose', 'lily']);
  FakeSocket.last.say({ type: 'ack', id: written()[0].id, commit: 'c', count: 1, repeated: false });
  assert.deepEqual(await first, { commit: 'c', count: 1, repeated: false });
  assert.equal(one.pending, 1);
});

test('what was not acknowledged is sent again after a loss, under the same id', async (t) => {
  const one = client(t);
  one.insert('plants', { name: 'rose' });
  FakeSocket.last.open();
  await pause(5);
  const [before] = written();
  const lost = FakeSocket.last;
  lost.lose();
  await pause(20);
  assert.notEqual(FakeSocket.last, lost);
  FakeSocket.last.open(3);
  await pause(5);
  assert.equal(written()[0].id, before.id);
});

test('what the server refuses for good fails, and what it refuses for now is said again', async (t) => {
  const one = client(t);
  FakeSocket.last.open();
  const wrong = one.insert('plants', { name: 'rose' });
  await pause(5);
  const id = written()[0].id;
  FakeSocket.last.say({ type: 'error', id, sqlstate: '40001', code: 2010, message: 'try again' });
  await pause(700);
  assert.deepEqual(written().map((op) => op.id), [id, id]);
  FakeSocket.last.say({ type: 'error', id, sqlstate: '23505', code: 1064, message: 'is there' });
  await assert.rejects(wrong, (error) => error instanceof EwigError && error.sqlstate === '23505');
  assert.equal(one.pending, 0);
});

const storages = {
  memory: async () => new MemoryStorage(),
  web: async () => {
    const texts = new Map();
    return new WebStorage({
      getItem: (key) => texts.get(key) ?? null,
      setItem: (key, text) => texts.set(key, text),
      removeItem: (key) => texts.delete(key),
    });
  },
  file: async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'ewig-js-'));
    t.after(() => rm(folder, { recursive: true }));
    return new FileStorage(folder);
  },
};

for (const [name, make] of Object.entries(storages)) {
  test(`what a process leaves the next one writes: ${name}`, async (t) => {
    const storage = await make(t);
    const before = client(t, { storage });
    before.insert('plants', { name: 'rose' });
    before.insert('plants', { name: 'lily' });
    await pause(50);
    await before.close();
    const settled = [];
    const after = client(t, { storage, onSettled: (op) => settled.push(op.row.name) });
    FakeSocket.last.open();
    after.insert('plants', { name: 'iris' });
    await pause(50);
    assert.deepEqual(written().map(({ row }) => row.name), ['rose', 'lily', 'iris']);
    written().forEach(({ id }) => FakeSocket.last.say({ type: 'ack', id, repeated: false, count: 1 }));
    await pause(50);
    assert.deepEqual(settled, ['rose', 'lily']);
    assert.equal(after.pending, 0);
    assert.equal(await storage.get('ewig:queue:nobody.example/ws'), null);
  });
}

test('a write that cannot be kept fails and is not sent', async (t) => {
  const broken = {
    get: () => null,
    set: () => {
      throw new Error('the disk is full');
    },
  };
  const one = client(t, { storage: broken });
  FakeSocket.last.open();
  await assert.rejects(one.insert('plants', {}), /disk is full/);
  assert.deepEqual(written(), []);
});

test('a client that is closed takes nothing more', async (t) => {
  const one = client(t);
  const asked = one.query('SELECT 1');
  await one.close();
  await assert.rejects(asked, { sqlstate: '08003' });
  assert.throws(() => one.insert('plants', {}), { sqlstate: '08003' });
});

test('addresses and tokens go where the server looks for them', async (t) => {
  client(t, { peer: 'ada', database: 'garden', token: 'secret' });
  const url = new URL(FakeSocket.last.url);
  assert.equal(url.pathname, '/db/garden/ws');
  assert.equal(url.searchParams.get('peer_id'), 'ada');
  assert.deepEqual(FakeSocket.last.protocols, ['ewig', 'ewig.bearer.secret']);
  assert.ok(!url.href.includes('secret'));
  assert.throws(() => connect('ftp://nobody.example', { WebSocket: FakeSocket }), TypeError);
  const global = globalThis.WebSocket;
  t.after(() => (globalThis.WebSocket = global));
  globalThis.WebSocket = undefined;
  assert.throws(() => connect(URL_OF_NOBODY), /no WebSocket here/);
});
