package io.ewig.engine.internal.space;

import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.MemoryTable;
import io.ewig.engine.internal.version.Sample;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction has put, by key; one thread.
 *
 * <p>Most transactions change one row and never read it: so the first version waits, and a table is
 * made when there is a second one, or when somebody asks.
 */
final class OwnVersions implements Store {

  private @Nullable MemoryTable table;
  private byte @Nullable [] waitingKey;
  private @Nullable Version waiting;

  void add(byte[] key, Version version) {
    if (table != null || waiting != null) {
      table().add(key, version);
    } else {
      waitingKey = key;
      waiting = version;
    }
  }

  private boolean isEmpty() {
    return table == null && waiting == null;
  }

  /** The first keys of a range, in order. */
  List<byte[]> keys(byte[] from, byte[] to, int atMost) {
    List<byte[]> keys = new ArrayList<>();
    if (!isEmpty()) {
      Walk walk = walk(from, false);
      while (keys.size() < atMost && walk.next() && Arrays.compareUnsigned(walk.key(), to) < 0) {
        keys.add(walk.key());
      }
    }
    return keys;
  }

  /** All of them. */
  private MemoryTable table() {
    MemoryTable all = table;
    if (all == null) {
      all = new MemoryTable(0);
      table = all;
    }
    byte[] key = waitingKey;
    Version first = waiting;
    if (key != null && first != null) {
      all.add(key, first);
      waitingKey = null;
      waiting = null;
    }
    return all;
  }

  @Override
  public long fromSeq() {
    return 0;
  }

  @Override
  public long earliestFrom() {
    return isEmpty() ? Long.MAX_VALUE : table().earliestFrom();
  }

  @Override
  public int keys() {
    return isEmpty() ? 0 : table().keys();
  }

  @Override
  public @Nullable Group find(byte[] key, long hash) {
    return isEmpty() ? null : table().find(key, hash);
  }

  @Override
  public Walk walk(byte @Nullable [] bound, boolean backward) {
    return table().walk(bound, backward);
  }

  @Override
  public Sample sample(byte[] from, byte[] to, int atMost) {
    return table().sample(from, to, atMost);
  }
}
