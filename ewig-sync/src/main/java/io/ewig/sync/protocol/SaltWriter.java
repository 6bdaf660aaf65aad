package io.ewig.sync.protocol;

import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.BytesOut;
import java.util.ArrayList;
import java.util.List;

/** Tells the salts of a batch by keys and numbers where it can, see {@link BatchFormat}. */
final class SaltWriter {

  private final List<SaltKey> keys = new ArrayList<>();
  private final byte[] salts;
  private final int[] refs; // of each salt: 0 for one that is told as it is
  private final long[] numbers;
  private final List<Long> due = new ArrayList<>(); // of each key
  private int at;
  private int left;

  /**
   * @param candidates keys from which some salts may follow
   */
  SaltWriter(List<Commit> commits, List<SaltKey> candidates) {
    BytesOut all = new BytesOut(1 << 10);
    for (Commit commit : commits) {
      for (Event event : commit.events()) {
        if (event.payload().isHere()) {
          all.put(salt(event.payload()));
        }
      }
    }
    salts = all.toArray();
    refs = new int[salts.length / Payload.SALT_BYTES];
    numbers = new long[refs.length];
    candidates.forEach(this::explain);
  }

  static byte[] salt(Payload payload) {
    return payload instanceof Payload.Inline inline
        ? inline.salt()
        : ((Payload.Blob) payload).salt();
  }

  private void explain(SaltKey key) {
    long[] found = key.numbers(salts);
    boolean isOfUse = false;
    for (int i = 0; i < refs.length; i++) {
      if (refs[i] == 0 && found[i] != SaltKey.NONE) {
        refs[i] = keys.size() + 1;
        numbers[i] = found[i];
        isOfUse = true;
      }
    }
    if (isOfUse) {
      keys.add(key);
      due.add(0L);
    }
  }

  void putKeys(BytesOut out) {
    out.putVarint(keys.size());
    keys.forEach(key -> out.put(key.key()));
  }

  /** Puts the next salt, if it does not follow from what was put already. */
  void put(BytesOut out) {
    int ref = refs[at];
    if (left == 0) {
      left = run(ref);
      out.putVarint(left).putVarint(ref);
      if (ref > 0) {
        out.putZigzag(numbers[at] - due.get(ref - 1));
        due.set(ref - 1, numbers[at] + left);
      }
    }
    if (ref == 0) {
      out.put(salts, at * Payload.SALT_BYTES, Payload.SALT_BYTES);
    }
    left--;
    at++;
  }

  /** How many salts go on like the next one. */
  private int run(int ref) {
    int end = at + 1;
    while (end < refs.length
        && refs[end] == ref
        && (ref == 0 || numbers[end] == numbers[at] + (end - at))) {
      end++;
    }
    return end - at;
  }
}
