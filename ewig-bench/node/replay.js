// Goes through an editing trace with one of the peers, once for each line of input: a peer's name
// and how many documents to keep. Answers with milliseconds, bytes as saved, and bytes of memory
// for each document that was kept.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';

const trace = JSON.parse(gunzipSync(readFileSync(process.argv[2])));
const patches = trace.txns.flatMap((txn) => txn.patches);

async function peer(name) {
  switch (name) {
    case 'Loro': {
      const { LoroDoc } = await import('loro-crdt');
      return {
        replay() {
          const doc = new LoroDoc();
          const text = doc.getText('text');
          for (const [at, deleted, inserted] of patches) {
            if (deleted > 0) text.delete(at, deleted);
            if (inserted.length > 0) text.insert(at, inserted);
          }
          doc.commit();
          return [doc, text.toString()];
        },
        save: (doc) => doc.export({ mode: 'snapshot' }),
      };
    }
    case 'Yjs': {
      const Y = await import('yjs');
      return {
        replay() {
          const doc = new Y.Doc();
          const text = doc.getText('text');
          doc.transact(() => {
            for (const [at, deleted, inserted] of patches) {
              if (deleted > 0) text.delete(at, deleted);
              if (inserted.length > 0) text.insert(at, inserted);
            }
          });
          return [doc, text.toString()];
        },
        save: (doc) => Y.encodeStateAsUpdateV2(doc),
      };
    }
    case 'Automerge': {
      const A = await import('@automerge/automerge');
      return {
        replay() {
          const doc = A.change(A.from({ text: '' }), (draft) => {
            for (const [at, deleted, inserted] of patches) {
              A.splice(draft, ['text'], at, deleted, inserted);
            }
          });
          return [doc, doc.text];
        },
        save: (doc) => A.save(doc),
      };
    }
    default:
      throw new Error(`there is no peer ${name}`);
  }
}

const peers = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const [name, keep] = line.split(' ');
  if (!peers.has(name)) peers.set(name, await peer(name));
  const { replay, save } = peers.get(name);
  const from = process.hrtime.bigint();
  const [doc, text] = replay();
  const nanos = process.hrtime.bigint() - from;
  if (text !== trace.endContent) throw new Error(`${name} comes to another text`);
  const kept = [];
  globalThis.gc();
  const before = process.memoryUsage.rss();
  for (let i = 0; i < Number(keep); i++) kept.push(replay()[0]);
  globalThis.gc();
  const memory = kept.length > 0 ? (process.memoryUsage.rss() - before) / kept.length : 0;
  console.log(`${Number(nanos) / 1e6} ${save(doc).length} ${Math.round(memory)}`);
}
