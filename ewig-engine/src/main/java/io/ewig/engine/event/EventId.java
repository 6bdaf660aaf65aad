package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/**
 * A ULID: 26 characters, sortable by time, valid on every node.
 *
 * <p>Its first 48 bits are the hybrid time's milliseconds, the next 16 its counter, the last 64 a
 * mix of origin and origin seq. It is therefore monotone within a node, unique across nodes, needs
 * no random numbers and no bytes on disk: an event's other fields determine it.
 */
public record EventId(long high, long low) implements Comparable<EventId> {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
  private static final int LENGTH = 26;

  /** The parent of a first commit. */
  public static final EventId NONE = new EventId(0, 0);

  public static EventId of(long hlc, Origin origin, long originSeq) {
    return new EventId(hlc, mix(mix(origin.high() ^ mix(originSeq)) + origin.low()));
  }

  /** A bijection in which each input bit reaches each output bit (the finaliser of SplitMix64). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public static EventId parse(String text) {
    if (text.length() != LENGTH || text.charAt(0) > '7') {
      throw notAnId(text);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = ALPHABET.indexOf(Character.toUpperCase(text.charAt(i)));
      if (digit < 0) {
        throw notAnId(text);
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit;
    }
    return new EventId(high, low);
  }

  private static UserException notAnId(String text) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT, "'" + text + "' is not an event id of 26 ULID characters");
  }

  @Override
  public int compareTo(EventId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    char[] text = new char[LENGTH];
    long h = high;
    long l = low;
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (l & 31));
      l = (l >>> 5) | (h << 59);
      h >>>= 5;
    }
    return new String(text);
  }
}
