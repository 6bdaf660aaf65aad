// Two replicas of a map of maps change cells, apart; then they meet. Once for each line of input: a
// peer's name and a seed. Answers with milliseconds and bytes of what goes both ways, versions
// included. Nothing of theirs goes to disk, and over no socket.
import { createInterface } from 'node:readline';

const [rows, changes] = process.argv.slice(2).map(Number);

function randoms(seed) {
  let state = seed >>> 0;
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
}

function* edits(seed) {
  const random = randoms(seed);
  for (let i = 0; i < changes; i++) yield [String(Math.floor(random() * rows)), random()];
}

async function pair(name) {
  switch (name) {
    case 'Loro': {
      const { LoroDoc, LoroMap, VersionVector } = await import('loro-crdt');
      const docs = [new LoroDoc(), new LoroDoc()];
      const cells = docs[0].getMap('cells');
      for (let i = 0; i < rows; i++) cells.setContainer(String(i), new LoroMap()).set('value', 0);
      docs[0].commit();
      docs[1].import(docs[0].export({ mode: 'snapshot' }));
      return {
        change(at, seed) {
          const map = docs[at].getMap('cells');
          for (const [key, value] of edits(seed)) map.get(key).set('value', value);
          docs[at].commit();
        },
        meet() {
          const versions = docs.map((doc) => doc.version().encode());
          const updates = docs.map((doc, at) =>
            doc.export({ mode: 'update', from: VersionVector.decode(versions[1 - at]) }),
          );
          docs.forEach((doc, at) => doc.import(updates[1 - at]));
          return [...versions, ...updates];
        },
        value: (at, key) => docs[at].getMap('cells').get(key).get('value'),
      };
    }
    case 'Yjs': {
      const Y = await import('yjs');
      const docs = [new Y.Doc(), new Y.Doc()];
      docs[0].transact(() => {
        const cells = docs[0].getMap('cells');
        for (let i = 0; i < rows; i++) {
          const row = new Y.Map();
          row.set('value', 0);
          cells.set(String(i), row);
        }
      });
      Y.applyUpdateV2(docs[1], Y.encodeStateAsUpdateV2(docs[0]));
      return {
        change(at, seed) {
          docs[at].transact(() => {
            const map = docs[at].getMap('cells');
            for (const [key, value] of edits(seed)) map.get(key).set('value', value);
          });
        },
        meet() {
          const versions = docs.map((doc) => Y.encodeStateVector(doc));
          const updates = docs.map((doc, at) => Y.encodeStateAsUpdateV2(doc, versions[1 - at]));
          docs.forEach((doc, at) => Y.applyUpdateV2(doc, updates[1 - at]));
          return [...versions, ...updates];
        },
        value: (at, key) => docs[at].getMap('cells').get(key).get('value'),
      };
    }
    case 'Automerge': {
      const A = await import('@automerge/automerge');
      const cells = {};
      for (let i = 0; i < rows; i++) cells[String(i)] = { value: 0 };
      const docs = [A.from({ cells })];
      docs.push(A.clone(docs[0]));
      return {
        change(at, seed) {
          docs[at] = A.change(docs[at], (draft) => {
            for (const [key, value] of edits(seed)) draft.cells[key].value = value;
          });
        },
        meet() {
          const sent = [];
          const states = [A.initSyncState(), A.initSyncState()];
          for (let silent = 0, at = 0; silent < 2; at = 1 - at) {
            const [state, message] = A.generateSyncMessage(docs[at], states[at]);
            states[at] = state;
            silent = message === null ? silent + 1 : 0;
            if (message === null) continue;
            sent.push(message);
            const other = 1 - at;
            [docs[other], states[other]] = A.receiveSyncMessage(docs[other], states[other], message);
          }
          return sent;
        },
        value: (at, key) => docs[at].cells[key].value,
      };
    }
    default:
      throw new Error(`there is no peer ${name}`);
  }
}

const pairs = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const [name, seed] = line.split(' ');
  if (!pairs.has(name)) pairs.set(name, await pair(name));
  const { change, meet, value } = pairs.get(name);
  change(0, 2 * Number(seed));
  change(1, 2 * Number(seed) + 1);
  const from = process.hrtime.bigint();
  const sent = meet();
  const nanos = process.hrtime.bigint() - from;
  for (const which of [0, 1]) {
    for (const [key] of edits(2 * Number(seed) + which)) {
      if (value(0, key) !== value(1, key)) throw new Error(`${name} differs in ${key}`);
    }
  }
  console.log(`${Number(nanos) / 1e6} ${sent.reduce((sum, bytes) => sum + bytes.length, 0)}`);
}
