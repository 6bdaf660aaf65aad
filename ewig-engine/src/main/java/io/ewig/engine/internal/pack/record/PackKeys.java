package io.ewig.engine.internal.pack.record;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data keys of a pack, each good for the records behind it; never changes, any thread. */
public final class PackKeys {

  public static final PackKeys NONE = new PackKeys(new Key[0]);

  /** A data key: its lock is made when it is needed, since most of an old pack's never are. */
  public static final class Key {

    private final int offset;
    private final FrameKeys keys;
    private final byte[] wrapped;
    private final @Nullable CorruptionException damage;
    private volatile @Nullable FrameLock lock;

    public Key(int offset, FrameKeys keys, byte[] wrapped) {
      this(offset, keys, wrapped, null, null);
    }

    /** A key that was just made. */
    public Key(int offset, FrameLock lock) {
      this(offset, FrameKeys.NONE, new byte[0], null, lock);
    }

    /** A key that can't be read: what it locks is lost, and nothing else. */
    public Key(int offset, CorruptionException damage) {
      this(offset, FrameKeys.NONE, new byte[0], damage, null);
    }

    private Key(
        int offset,
        FrameKeys keys,
        byte[] wrapped,
        @Nullable CorruptionException damage,
        @Nullable FrameLock lock) {
      this.offset = offset;
      this.keys = keys;
      this.wrapped = wrapped;
      this.damage = damage;
      this.lock = lock;
    }

    private FrameLock lock() {
      FrameLock known = lock;
      if (known == null) {
        if (damage != null) {
          throw damage;
        }
        known = keys.unwrap(wrapped);
        lock = known;
      }
      return known;
    }
  }

  private final Key[] keys; // by offset

  private PackKeys(Key[] keys) {
    this.keys = keys;
  }

  public PackKeys with(Key next) {
    Key[] more = Arrays.copyOf(keys, keys.length + 1);
    more[keys.length] = next;
    return new PackKeys(more);
  }

  public int size() {
    return keys.length;
  }

  public List<Integer> offsets() {
    return Arrays.stream(keys).map(key -> key.offset).toList();
  }

  /** What opens the record at an offset. */
  FrameLock lockAt(int offset) {
    for (int i = keys.length - 1; i >= 0; i--) {
      if (keys[i].offset < offset) {
        return keys[i].lock();
      }
    }
    return FrameLock.CLEAR;
  }
}
