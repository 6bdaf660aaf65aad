package io.ewig.engine.store;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Objects that refer to others: their addresses, counted, and then any bytes. */
public final class Nodes {

  /** What was put, so that a test knows without asking the store. */
  public final Map<Hash, byte[]> bytes = new HashMap<>();

  private final Map<Hash, List<Hash>> children = new HashMap<>();

  public static byte[] node(List<Hash> children, byte[] content) {
    ByteBuffer node = ByteBuffer.allocate(1 + children.size() * Hash.BYTES + content.length);
    node.put((byte) children.size());
    children.forEach(child -> node.put(child.toBytes()));
    return node.put(content).array();
  }

  /** Reads the addresses back. */
  public static void references(Hash address, byte[] bytes, Consumer<Hash> child) {
    for (int i = 0; i < bytes[0]; i++) {
      child.accept(Hash.read(bytes, 1 + i * Hash.BYTES));
    }
  }

  public Hash put(ContentStore store, List<Hash> below, byte[] content) {
    byte[] node = node(below, content);
    Hash address = store.put(node);
    bytes.put(address, node);
    children.put(address, List.copyOf(below));
    return address;
  }

  /** A new node over some of those that are given. */
  public Hash putAny(ContentStore store, Randoms random, List<Hash> below, int bytesMax) {
    Set<Hash> chosen = new HashSet<>();
    for (int i = random.below(4); i > 0 && !below.isEmpty(); i--) {
      chosen.add(below.get(random.below(below.size())));
    }
    return put(store, List.copyOf(chosen), random.bytes(random.below(bytesMax)));
  }

  /** All that some objects reach, the naive way. */
  public Set<Hash> reachable(Iterable<Hash> roots) {
    Set<Hash> reached = new HashSet<>();
    Deque<Hash> todo = new ArrayDeque<>();
    roots.forEach(todo::add);
    while (!todo.isEmpty()) {
      Hash next = todo.pop();
      if (reached.add(next)) {
        todo.addAll(children.get(next));
      }
    }
    return reached;
  }
}
