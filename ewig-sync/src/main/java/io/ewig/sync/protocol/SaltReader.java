package io.ewig.sync.protocol;

import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.BytesIn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out the salts of a batch, see {@link BatchFormat}; in order, one thread. */
final class SaltReader {

  /** So many are made at a time, whatever is announced. */
  private static final int MADE_MAX = 1 << 10;

  private final BytesIn in;
  private final List<Announced> keys = new ArrayList<>();
  private byte[] made = {};
  private int used;
  private long left;
  private @Nullable Announced by; // null: each salt is written out

  /** A key, and how far it has been made use of. */
  private static final class Announced {

    private final byte[] words;
    private long due; // the number of the next salt
    private @Nullable SaltKey key; // as of its first event

    Announced(byte[] words) {
      this.words = words;
    }
  }

  SaltReader(BytesIn in) {
    this.in = in;
    int count = in.getCount(in.remaining() / SaltKey.BYTES, "keys of salts");
    for (int i = 0; i < count; i++) {
      keys.add(new Announced(in.get(SaltKey.BYTES)));
    }
  }

  /** The salt of the next event. */
  byte[] next(Origin origin, long originSeq) {
    if (left == 0) {
      left = in.getVarint();
      int number = in.getCount(keys.size(), "as a key of salts");
      by = number == 0 ? null : keys.get(number - 1);
      made = new byte[0];
      used = 0;
      if (left <= 0) {
        throw in.malformed("a run of " + left + " salts");
      }
      if (by != null) {
        by.due += in.getZigzag();
      }
    }
    Announced from = by;
    if (from != null && used == made.length) {
      make(from, key(from, origin, originSeq));
    }
    left--;
    if (from == null) {
      return in.get(Payload.SALT_BYTES);
    }
    byte[] salt = Arrays.copyOfRange(made, used, used + Payload.SALT_BYTES);
    used += Payload.SALT_BYTES;
    return salt;
  }

  private static SaltKey key(Announced from, Origin origin, long originSeq) {
    SaltKey known = from.key;
    if (known == null) {
      known = new SaltKey(origin, originSeq - 1, from.words);
      from.key = known;
    }
    return known;
  }

  private void make(Announced from, SaltKey key) {
    int count = (int) Math.min(left, MADE_MAX);
    long number = from.due;
    if (number < 0 || number > Long.MAX_VALUE - count) {
      throw in.malformed("salts from number " + number + " on");
    }
    made = key.salts(number, count);
    used = 0;
    from.due = number + count;
  }

  /** Whether salts were announced that no event has. */
  boolean isOpen() {
    return left > 0;
  }

  /** The keys that there were, from the first event on that each was good for. */
  List<SaltKey> keys() {
    List<SaltKey> found = new ArrayList<>(keys.size());
    for (Announced each : keys) {
      if (each.key != null) {
        found.add(each.key);
      }
    }
    return found;
  }
}
