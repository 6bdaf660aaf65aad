package io.ewig.engine.internal.tree;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a tree that lies elsewhere; one thread.
 *
 * <ul>
 *   <li>what is here as well is read here: a node is the same wherever it is;
 *   <li>what is not comes with its neighbours, so that a tree is fetched level by level and not
 *       node by node;
 *   <li>memory is bounded by what is fetched at a time, whatever the size of the tree;
 *   <li>what comes is checked against its address.
 * </ul>
 */
public final class DistantNodes implements NodeStore {

  /** So many nodes are asked for at a time, of some 4 KiB each. */
  static final int BATCH_MAX = 256;

  /** As long as so much lies here unread, no neighbours are asked for. */
  private static final long UNREAD_BYTES_MAX = 16 << 20;

  /** More are not remembered: they are asked for when they are read. */
  private static final int NEXT_MAX = 1 << 16;

  /** What lies here. */
  public interface Near {

    boolean has(Hash address);

    byte[] get(Hash address);
  }

  /** What lies elsewhere. */
  @FunctionalInterface
  public interface Far {

    /** Those of some objects that there is room for, in any order. */
    List<byte[]> fetch(List<Hash> addresses);
  }

  private final Near near;
  private final Far far;
  private final Scope scope;
  private final Map<Hash, byte[]> unread = new HashMap<>();
  private final Deque<Hash> next = new ArrayDeque<>(); // in the order in which a walk comes by
  private long unreadBytes;

  /**
   * @param scope neighbours without any of its keys are not asked for
   */
  public DistantNodes(Near near, Far far, Scope scope) {
    this.near = near;
    this.far = far;
    this.scope = scope;
  }

  @Override
  public Hash put(byte[] bytes) {
    throw new UserException(ErrorCode.READ_ONLY, "a tree that lies elsewhere is only read");
  }

  @Override
  public byte[] get(Hash address) {
    if (near.has(address)) {
      return near.get(address);
    }
    if (!unread.containsKey(address)) {
      fetch(address);
    }
    return take(address)
        .orElseThrow(
            () ->
                new CorruptionException(
                    ErrorCode.CORRUPT_RECORD,
                    "node " + address,
                    -1,
                    "the other replica does not have it any more, or it is damaged there; compare"
                        + " again, and have that replica verified if it is missing still"));
  }

  private Optional<byte[]> take(Hash address) {
    byte @Nullable [] bytes = unread.remove(address);
    unreadBytes -= bytes == null ? 0 : bytes.length;
    return Optional.ofNullable(bytes);
  }

  /** Asks for an object, and for what comes behind it. */
  private void fetch(Hash address) {
    List<Hash> asked = new ArrayList<>(List.of(address));
    next.remove(address);
    while (asked.size() < BATCH_MAX && unreadBytes < UNREAD_BYTES_MAX && !next.isEmpty()) {
      asked.add(next.remove());
    }
    Map<Hash, byte[]> came = new HashMap<>();
    far.fetch(asked).forEach(bytes -> came.put(Sha256.of(bytes), bytes));
    for (int i = asked.size() - 1; i >= 0; i--) { // so that the first one's children come first
      Hash each = asked.get(i);
      byte[] bytes = came.get(each);
      if (bytes != null) {
        unreadBytes += unread.put(each, bytes) == null ? bytes.length : 0;
        expect(each, bytes);
      } else if (i > 0) {
        next.addFirst(each);
      }
    }
  }

  /** Notes which children of a node will be read; of what is none, or is malformed, nothing. */
  private void expect(Hash address, byte[] bytes) {
    if (bytes.length == 0 || (bytes[0] & 0xFF) != NodeFormat.MAGIC) {
      return;
    }
    Node node;
    try {
      node = NodeReader.read(bytes, address);
    } catch (CorruptionException noNode) {
      return; // a long value; or who reads it as a node says what is wrong with it
    }
    for (int i = node.isLeaf() ? -1 : node.entries() - 1; i >= 0; i--) {
      Hash child = node.child(i);
      byte[] before = i == 0 ? null : node.key(i - 1);
      boolean isOpen = !unread.containsKey(child) && !near.has(child);
      if (isOpen && scope.mayHave(before, node.key(i))) {
        next.addFirst(child);
      }
    }
    while (next.size() > NEXT_MAX) {
      next.removeLast();
    }
  }
}
