package io.ewig.engine.internal.tree;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.hash.Hash;
import java.util.Arrays;

/**
 * The node of one level that still grows; see {@link NodeFormat} for what becomes of it.
 *
 * <p>Keys are kept whole, since what they have in common is known only when the last is there.
 */
final class NodeWriter {

  /** Small, since a single edit makes a writer for each level. */
  private static final int FIRST_CAPACITY = 1 << 10;

  private final int level;
  private final BytesOut keys = new BytesOut(FIRST_CAPACITY);
  private final BytesOut payloads = new BytesOut(FIRST_CAPACITY);
  private int[] keyEnds = new int[64];
  private int[] payloadEnds = new int[64];
  private int entries;
  private int weight;
  private long count;

  NodeWriter(int level) {
    this.level = level;
  }

  boolean isEmpty() {
    return entries == 0;
  }

  int entries() {
    return entries;
  }

  /** Adds an entry of a leaf; true if the node ends here. */
  boolean add(byte[] key, byte[] value, NodeStore store) {
    keys.put(key);
    LeafValue.write(value, payloads, store);
    return added(1);
  }

  /** Adds a node's entry as it stands; true if the node ends here. */
  boolean add(Node from, int index) {
    putKey(from, index);
    int payload = from.payloadFrom(index);
    payloads.put(from.bytes(), payload, from.payloadEnd(index) - payload);
    return added(from.isLeaf() ? 1 : from.childCount(index));
  }

  /** Adds what the level below has finished; true if the node ends here. */
  boolean addChild(NodeWriter below, Hash child) {
    int last = below.keyFrom(below.entries - 1);
    keys.put(below.keys.array(), last, below.keys.size() - last);
    payloads.putHash(child).putVarint(below.count);
    return added(below.count);
  }

  private void putKey(Node from, int index) {
    int suffix = from.suffixFrom(index);
    keys.put(from.bytes(), from.prefixFrom(), from.prefixLength());
    keys.put(from.bytes(), suffix, from.payloadFrom(index) - suffix);
  }

  private boolean added(long below) {
    int index = entries++;
    if (index == keyEnds.length) {
      keyEnds = Arrays.copyOf(keyEnds, 2 * index);
      payloadEnds = Arrays.copyOf(payloadEnds, 2 * index);
    }
    keyEnds[index] = keys.size();
    payloadEnds[index] = payloads.size();
    count += below;
    int from = keyFrom(index);
    int length = keys.size() - from;
    int before = weight;
    weight += Boundary.weight(level, length, payloads.size() - payloadFrom(index));
    return Boundary.isAfter(level, index, before, weight, keys.array(), from, length);
  }

  /** The only child so far of a node above the leaves. */
  Hash onlyChild() {
    return Hash.read(payloads.array(), 0);
  }

  /** The finished node. */
  byte[] toBytes() {
    int prefix = prefixLength();
    BytesOut node = new BytesOut(2 * FIRST_CAPACITY + keys.size() + payloads.size());
    node.putByte(NodeFormat.MAGIC).putByte(NodeFormat.VERSION).putByte(level);
    node.putVarint(entries).putVarint(prefix).put(keys.array(), 0, prefix);
    for (int i = 0; i < entries; i++) {
      int suffix = keyFrom(i) + prefix;
      int payload = payloadFrom(i);
      node.putVarint(keyEnds[i] - suffix).put(keys.array(), suffix, keyEnds[i] - suffix);
      node.put(payloads.array(), payload, payloadEnds[i] - payload);
    }
    return node.toArray();
  }

  void clear() {
    keys.clear();
    payloads.clear();
    entries = 0;
    weight = 0;
    count = 0;
  }

  /** Keys are in order, so what the first and the last have in common all have. */
  private int prefixLength() {
    if (entries == 0) {
      return 0;
    }
    int last = keyFrom(entries - 1);
    int differs =
        Arrays.mismatch(keys.array(), 0, keyEnds[0], keys.array(), last, keyEnds[entries - 1]);
    return differs < 0 ? keyEnds[0] : differs;
  }

  private int keyFrom(int index) {
    return index == 0 ? 0 : keyEnds[index - 1];
  }

  private int payloadFrom(int index) {
    return index == 0 ? 0 : payloadEnds[index - 1];
  }
}
