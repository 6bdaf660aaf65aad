import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareStamps, Presence } from '../src/presence.js';

const MINUTE = 60_000;

function entry(peer, epoch, counter, more) {
  return { namespace: 'n', key: 'k', peer, epoch, counter, ttl: MINUTE, ...more };
}

function welcomed(sent = []) {
  const presence = new Presence((message) => sent.push(message));
  presence.hear({ type: 'snapshot', peer_id: 'me', epoch: 5, ttl: MINUTE, namespaces: [], entries: [] });
  return presence;
}

/** A generator of numbers from a seed, so that a failure can be seen again. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('stamps are ordered by epoch, then counter, then peer', () => {
  assert.ok(compareStamps(entry('z', 1, 9), entry('a', 2, 1)) < 0);
  assert.ok(compareStamps(entry('z', 2, 1), entry('a', 2, 2)) < 0);
  assert.ok(compareStamps(entry('a', 2, 2), entry('b', 2, 2)) < 0);
  assert.equal(compareStamps(entry('a', 2, 2), entry('a', 2, 2)), 0);
});

test('any order and repetition of entries gives the same', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const number = numbers(seed);
    const all = Array.from({ length: 12 }, (_, i) =>
      entry('p' + number(3), 1 + number(3), 1 + number(3) + 3 * i, number(4) ? { value: i } : { gone: true }),
    );
    const states = [0, 1].map(() => {
      const shuffled = [...all, ...all.slice(number(6))].sort(() => number(2) - 0.5);
      const presence = welcomed();
      presence.hear({ type: 'ephemeral_diff', entries: shuffled.map((one) => ({ ...one })) });
      return presence.getAll('n');
    });
    assert.deepEqual(states[0], states[1], 'seed ' + seed);
  }
});

test('what is set here counts over all that was heard', () => {
  const presence = welcomed();
  presence.hear({ type: 'ephemeral_diff', entries: [entry('other', 9, 100, { value: 1 })] });
  presence.set('n', 'k', 2);
  assert.equal(presence.get('n', 'k'), 2);
  presence.hear({ type: 'ephemeral_diff', entries: [entry('other', 9, 100, { value: 1 })] });
  assert.equal(presence.get('n', 'k'), 2);
  presence.close();
});

test('listeners hear what is added, updated and removed, and what is there already', () => {
  const presence = welcomed();
  const heard = [];
  const end = presence.subscribe('n', ({ type, key, value, origin }) => heard.push([type, key, value, origin]));
  presence.set('n', 'mine', 1);
  presence.set('n', 'mine', 1);
  presence.set('elsewhere', 'mine', 1);
  presence.hear({ type: 'ephemeral_diff', entries: [entry('other', 6, 1, { value: 'a' })] });
  presence.hear({ type: 'ephemeral_diff', entries: [entry('other', 6, 2, { value: 'b' })] });
  presence.hear({ type: 'ephemeral_diff', entries: [entry('other', 6, 2, { gone: true })] });
  assert.deepEqual(heard, [
    ['added', 'mine', 1, 'local'],
    ['added', 'k', 'a', 'remote'],
    ['updated', 'k', 'b', 'remote'],
    ['removed', 'k', 'b', 'remote'],
  ]);
  end();
  end();
  presence.delete('n', 'mine');
  assert.equal(heard.length, 4);
  const late = [];
  presence.set('n', 'again', 2);
  presence.subscribe('n', ({ type, key }) => late.push([type, key]));
  assert.deepEqual(late, [['added', 'again']]);
  presence.close();
});

test('what is written within a step is sent at once, each key once', async () => {
  const sent = [];
  const presence = welcomed(sent);
  for (let i = 0; i < 100; i++) {
    presence.set('n', 'k', i);
  }
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(sent.length, 1);
  assert.deepEqual(sent[0].entries.map(({ key, value }) => [key, value]), [['k', 99]]);
  presence.close();
});

test('an entry ends when its time is over', async () => {
  const presence = welcomed();
  const heard = [];
  presence.subscribe('n', ({ type }) => heard.push(type));
  presence.set('n', 'k', 1, { ttl: 20 });
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.equal(presence.get('n', 'k'), undefined);
  assert.deepEqual(presence.getAll('n'), {});
  assert.deepEqual(heard, ['added', 'removed']);
  presence.close();
});

test('after a loss what lives on is said again under the new epoch, and others are what the server says', () => {
  const sent = [];
  const presence = welcomed(sent);
  const heard = [];
  presence.subscribe('n', ({ type, key }) => heard.push([type, key]));
  presence.set('n', 'mine', 1);
  presence.hear({ type: 'ephemeral_diff', entries: [entry('other', 6, 1, { value: 1 })] });
  presence.lost();
  presence.set('n', 'offline', 2);
  presence.hear({ type: 'snapshot', peer_id: 'me', epoch: 3, ttl: MINUTE, namespaces: ['n'], entries: [] });
  const said = sent.at(-1).entries;
  assert.deepEqual(said.map(({ key, epoch }) => [key, epoch]).sort(), [['mine', 3], ['offline', 3]]);
  assert.deepEqual(presence.getAll('n'), { mine: 1, offline: 2 });
  assert.deepEqual(heard.at(-1), ['removed', 'k']);
  presence.close();
});

test('undefined is no value', () => {
  assert.throws(() => welcomed().set('n', 'k', undefined), TypeError);
});
