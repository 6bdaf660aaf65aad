package io.ewig.engine.format.commit;

import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;

/**
 * Passes over events of worlds that nobody asks for; a reusable flyweight for one thread.
 *
 * <p>Who wants the events of one world passes over many of others, so this knows only what most
 * events look like, see {@link CommitFormat}: no flags, names that are known, lengths of one or two
 * bytes. It stops in front of anything else, which {@link FrameReader} reads or refuses.
 */
final class PlainEvents {

  /** Flags, a type, and worlds and sizes of two bytes. */
  private static final int HEAD_BYTES_MAX = 6;

  private static final int MORE = 0x80; // in a byte of a number: another one follows
  private static final int DIGITS = 0x7F;

  private static final boolean[] IS_KNOWN_TYPE = new boolean[CommitFormat.NEW_TYPE];

  static {
    for (EventType type : EventType.known()) {
      IS_KNOWN_TYPE[type.code()] = true;
    }
  }

  private int at;
  private int passed;
  private int hashAt;

  /**
   * Passes over events until one is of the world, or not plain, or the last.
   *
   * @param from where the first event starts
   * @param end of the frame
   * @param most so many events at most
   * @param world as it is written: one more than its number
   * @param worlds how many are known
   */
  void pass(byte[] bytes, int from, int end, int most, int world, int worlds) {
    int start = from;
    int count = 0;
    int hash = 0;
    while (count < most && end - start >= HEAD_BYTES_MAX) {
      int next = start + 1;
      int low = bytes[next++];
      int high = low < 0 ? bytes[next++] : 0;
      int ref = (low & DIGITS) | (high << 7);
      int type = bytes[next++];
      int sizeLow = bytes[next++];
      int sizeHigh = sizeLow < 0 ? bytes[next++] : 0;
      int size = (sizeLow & DIGITS) | (sizeHigh << 7);
      boolean isPlain = (bytes[start] | ((high | type | sizeHigh) & MORE)) == 0;
      if (!isPlain || ref == CommitFormat.NEW_NAME || ref > worlds || ref == world) {
        break;
      }
      int after = next + Hash.BYTES + Payload.SALT_BYTES + size;
      if (!IS_KNOWN_TYPE[type] || after > end) {
        break;
      }
      hash = next;
      start = after;
      count++;
    }
    at = start;
    passed = count;
    hashAt = hash;
  }

  /** Where it stopped: at the start of an event, or at the end. */
  int at() {
    return at;
  }

  /** How many events it passed over. */
  int passed() {
    return passed;
  }

  /** Where the hash of the last of them lies. */
  int hashAt() {
    return hashAt;
  }
}
