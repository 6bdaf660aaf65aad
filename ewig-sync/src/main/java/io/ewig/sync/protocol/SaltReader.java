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
  private final List<byte[]> words = new ArrayList<>();
  private final List<Long> due = new ArrayList<>();
  private final List<@Nullable SaltKey> keys = new ArrayList<>(); // as of the first event of each
  private byte[] made = {};
  private int used;
  private long left;
  private int ref;

  SaltReader(BytesIn in) {
    this.in = in;
    int count = in.getCount(in.remaining() / SaltKey.BYTES, "keys of salts");
    for (int i = 0; i < count; i++) {
      words.add(in.get(SaltKey.BYTES));
      due.add(0L);
      keys.add(null);
    }
  }

  /** The salt of the next event. */
  byte[] next(Origin origin, long originSeq) {
    if (left == 0) {
      left = in.getVarint();
      ref = in.getCount(words.size(), "as a key of salts");
      made = new byte[0];
      used = 0;
      if (left <= 0) {
        throw in.malformed("a run of " + left + " salts");
      }
      if (ref > 0) {
        due.set(ref - 1, in.getZigzag() + due.get(ref - 1));
      }
    }
    if (ref == 0) {
      left--;
      return in.get(Payload.SALT_BYTES);
    }
    if (used == made.length) {
      make(key(origin, originSeq));
    }
    left--;
    byte[] salt = Arrays.copyOfRange(made, used, used + Payload.SALT_BYTES);
    used += Payload.SALT_BYTES;
    return salt;
  }

  private SaltKey key(Origin origin, long originSeq) {
    SaltKey known = keys.get(ref - 1);
    if (known == null) {
      known = new SaltKey(origin, originSeq - 1, words.get(ref - 1));
      keys.set(ref - 1, known);
    }
    return known;
  }

  private void make(SaltKey key) {
    int count = (int) Math.min(left, MADE_MAX);
    long number = due.get(ref - 1);
    if (number < 0 || number > Long.MAX_VALUE - count) {
      throw in.malformed("salts from number " + number + " on");
    }
    made = key.salts(number, count);
    used = 0;
    due.set(ref - 1, number + count);
  }

  /** Whether salts were announced that no event has. */
  boolean isOpen() {
    return left > 0;
  }

  /** The keys that there were, from the first event on that each was good for. */
  List<SaltKey> keys() {
    List<SaltKey> found = new ArrayList<>(keys.size());
    for (SaltKey key : keys) {
      if (key != null) {
        found.add(key);
      }
    }
    return found;
  }
}
