package io.ewig.engine.format.commit;

import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Passes over events of worlds that nobody asks for; a reusable flyweight for one thread.
 *
 * <p>Who wants the events of one world passes over many of others, so this knows only what most
 * events look like, see {@link CommitFormat}: no flags, types that are known, lengths of one or two
 * bytes. It stops in front of anything else, which {@link FrameReader} reads or refuses.
 */
final class PlainEvents {

  /**
   * What an event starts with is read at once: flags, a type, and worlds and sizes of two bytes are
   * six, and behind them a hash follows.
   */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BYTE = 0xFF;
  private static final int MORE = 0x80; // in a byte of a number: another one follows
  private static final int DIGITS = 0x7F;

  private static final @Nullable EventType[] TYPES = new @Nullable EventType[CommitFormat.NEW_TYPE];

  static {
    for (EventType type : EventType.known()) {
      TYPES[type.code()] = type;
    }
  }

  private int at;
  private int passed;
  private int hashAt;
  private int soughtHashAt;
  private @Nullable EventType type;
  private int size;

  /**
   * Passes over events until one was of the world, or the next one is not plain, or was the last.
   *
   * @param from where the first event starts
   * @param end of the frame
   * @param most so many events at most
   * @param worlds how many are known: all that the frame names
   */
  void pass(byte[] bytes, int from, int end, int most, SoughtWorld sought, int worlds) {
    int world = sought.number() + 1; // as it is written
    int start = from;
    int count = 0;
    int hash = 0;
    type = null;
    while (count < most && end - start >= Long.BYTES) {
      long head = (long) LONGS.get(bytes, start);
      int refMore = (int) (head >>> 15) & 1; // no branches: which numbers are long is chance
      int refHigh = (int) (head >>> 16) & BYTE & -refMore;
      int ref = ((int) (head >>> 8) & DIGITS) | (refHigh << 7);
      int next = start + 2 + refMore;
      long rest = head >>> (16 + Byte.SIZE * refMore);
      if (ref == CommitFormat.NEW_NAME) {
        next = endOfName(bytes, next, end, sought);
        if (next < 0) {
          break;
        }
        rest = (long) LONGS.get(bytes, next);
      }
      int code = (int) rest & BYTE;
      int sizeMore = (int) (rest >>> 15) & 1;
      int sizeHigh = (int) (rest >>> 16) & BYTE & -sizeMore;
      int length = ((int) (rest >>> 8) & DIGITS) | (sizeHigh << 7);
      boolean isPlain = (((int) head & BYTE) | ((refHigh | code | sizeHigh) & MORE)) == 0;
      if (!isPlain || ref > worlds || TYPES[code] == null) {
        break;
      }
      int hashStart = next + 2 + sizeMore;
      int after = hashStart + Hash.BYTES + Payload.SALT_BYTES + length;
      if (after > end) {
        break;
      }
      start = after;
      if (ref == world) {
        type = TYPES[code];
        size = length;
        soughtHashAt = hashStart;
        break;
      }
      hash = hashStart;
      count++;
    }
    at = start;
    passed = count;
    hashAt = hash;
  }

  /** Where a name ends; negative if it is the one that is sought, or long, or too near the end. */
  private static int endOfName(byte[] bytes, int at, int end, SoughtWorld sought) {
    int from = at + 1;
    int nameEnd = from + bytes[at]; // before its own start if the length takes another byte
    boolean isWithin = nameEnd >= from && end - nameEnd >= Long.BYTES;
    return isWithin && !sought.isNamed(bytes, from, nameEnd) ? nameEnd : -1;
  }

  /** Where it stopped: at the start of an event, or at the end. */
  int at() {
    return at;
  }

  /** How many events of other worlds it passed over. */
  int passed() {
    return passed;
  }

  /** Where the hash of the last of them lies. */
  int hashAt() {
    return hashAt;
  }

  /** The type of the event of the world that came behind them; null if something else did. */
  @Nullable EventType type() {
    return type;
  }

  /** How long its payload is. */
  int size() {
    return size;
  }

  /** Where its hash lies. */
  int soughtHashAt() {
    return soughtHashAt;
  }
}
