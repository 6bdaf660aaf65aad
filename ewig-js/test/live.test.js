import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clients, needsServer, pause, until } from './server.js';

let tables = 0;

async function table(client) {
  const name = `plants_${process.pid}_${++tables}`;
  await client.execute(`CREATE TABLE ${name} (name VARCHAR PRIMARY KEY, petals INT)`);
  return name;
}

test('two peers see each other, and a peer that goes is gone', needsServer, async (t) => {
  const open = clients(t);
  const ada = await open({ peer: 'ada' });
  const bob = await open({ peer: 'bob' });
  const events = [];
  ada.ephemeral.subscribe('garden', ({ type, key, origin }) => events.push([type, key, origin]));
  const peers = [];
  ada.ephemeral.subscribePeers(({ type, peer }) => peers.push([type, peer]));
  bob.ephemeral.subscribe('garden', () => {});
  bob.ephemeral.set('garden', 'bob', { x: 1 });
  await until(() => ada.ephemeral.get('garden', 'bob')?.x === 1);
  ada.ephemeral.set('garden', 'ada', { x: 2 });
  await until(() => bob.ephemeral.get('garden', 'ada')?.x === 2);
  assert.deepEqual(bob.ephemeral.getAll('garden'), { ada: { x: 2 }, bob: { x: 1 } });
  await bob.close();
  await until(() => ada.ephemeral.get('garden', 'bob') === undefined);
  assert.deepEqual(ada.ephemeral.getAll('garden'), { ada: { x: 2 } });
  assert.deepEqual(events, [['added', 'bob', 'remote'], ['added', 'ada', 'local'], ['removed', 'bob', 'remote']]);
  await until(() => peers.some(([type, peer]) => type === 'left' && peer === 'bob'));
});

test('a peer takes away what another one wrote, and writes over it', needsServer, async (t) => {
  const open = clients(t);
  const ada = await open({ peer: 'ada2' });
  const bob = await open({ peer: 'bob2' });
  ada.ephemeral.subscribe('shared', () => {});
  bob.ephemeral.subscribe('shared', () => {});
  bob.ephemeral.set('shared', 'title', 'a');
  await until(() => ada.ephemeral.get('shared', 'title') === 'a');
  ada.ephemeral.set('shared', 'title', 'b');
  await until(() => bob.ephemeral.get('shared', 'title') === 'b');
  bob.ephemeral.delete('shared', 'title');
  await until(() => ada.ephemeral.get('shared', 'title') === undefined);
});

test('rows are inserted, updated, deleted and asked for', needsServer, async (t) => {
  const client = await clients(t)();
  const plants = await table(client);
  const { commit, count, repeated } = await client.insert(plants, { name: 'rose', petals: 5 });
  assert.match(commit, /^[0-9A-Z]{26}$/);
  assert.deepEqual({ count, repeated }, { count: 1, repeated: false });
  await client.insert(plants, { name: 'lily', petals: null });
  await client.update(plants, 'rose', 'petals', 7);
  await client.update(plants, { name: 'lily' }, { petals: 6 });
  const rows = await client.query(`SELECT name, petals FROM ${plants} WHERE petals > ? ORDER BY name`, [1]);
  assert.deepEqual([...rows], [{ name: 'lily', petals: 6 }, { name: 'rose', petals: 7 }]);
  assert.deepEqual(rows.columns.map(({ name }) => name), ['name', 'petals']);
  assert.equal((await client.delete(plants, 'rose')).count, 1);
  assert.equal((await client.delete(plants, 'rose')).commit, null);
  await assert.rejects(client.insert(plants, { name: 'lily' }), { sqlstate: '23505' });
  await assert.rejects(client.query('SELECT nonsense'), (error) => error.sqlstate.length === 5);
});

test('a table is followed, and again from a position', needsServer, async (t) => {
  const client = await clients(t)();
  const plants = await table(client);
  const heard = [];
  const end = client.subscribe(plants, (change) => heard.push(change), { resume: 'view of ' + plants });
  await pause(100);
  await client.insert(plants, { name: 'rose', petals: 5 });
  await until(() => heard.length === 1);
  await client.update(plants, 'rose', 'petals', 7);
  await until(() => heard.length === 2);
  end();
  await client.delete(plants, 'rose');
  client.subscribe(plants, (change) => heard.push(change), { resume: 'view of ' + plants });
  await until(() => heard.length === 3);
  assert.deepEqual(
    heard.map(({ type, key, row }) => [type, key, row?.petals]),
    [['added', 'rose', 5], ['modified', 'rose', 7], ['removed', 'rose', undefined]],
  );
});

test('a world is followed event by event', needsServer, async (t) => {
  const client = await clients(t)();
  const world = `a://world_${process.pid}`;
  const heard = [];
  client.subscribe(world, ({ type, payload }) => heard.push([type, payload.n]), { from: 0 });
  for (let n = 0; n < 20; n++) {
    client.execute('INSERT INTO ewig.events (world, type, payload) VALUES (?, ?, ?)', [world, 'Counted', { n }]);
  }
  await until(() => heard.length === 20);
  assert.deepEqual(heard, Array.from({ length: 20 }, (_, n) => ['Counted', n]));
});

test('what is followed and is not there is told once', needsServer, async (t) => {
  const errors = [];
  const client = await clients(t)({ onError: (error) => errors.push(error.sqlstate) });
  client.subscribe('garden', () => {}, { from: 1e15 });
  await until(() => errors.length === 1);
  assert.deepEqual(errors, ['22003']);
});
