package io.ewig.engine.event;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.util.Arrays;

/**
 * What an event carries: bytes beside it, the address of a blob in the content store, or nothing
 * any more, or nothing here.
 *
 * <p>An event's hash takes in only the payload's {@link #commitment()}: a hash over a random salt
 * and the payload. Without salt and payload nobody can guess one from the other, so a payload can
 * be erased while every hash still verifies. Which form a payload has is decided by its length
 * alone, so every node computes the same commitment.
 */
public sealed interface Payload {

  /**
   * Longer payloads go to the content store; part of the format, since the commitment depends on
   * it.
   */
  int INLINE_BYTES_MAX = 1 << 20;

  /** A frame has to fit in memory several times over on small machines. */
  int BYTES_MAX = 64 << 20;

  int SALT_BYTES = 16;

  /** Length of what the user gave, in bytes; 0 if that is not here. */
  long size();

  Hash commitment();

  /** Whether what the user gave is here: if not, the event changes nothing. */
  default boolean isHere() {
    return true;
  }

  /** The bytes themselves; shared, not copied: nobody may change them. */
  record Inline(byte[] salt, byte[] bytes) implements Payload {

    private static final byte[] DOMAIN = {'E', 'W', 'I', 'G', 'P', 'A', 'Y', 1};

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public Hash commitment() {
      return Sha256.current().add(DOMAIN).add(salt).add(bytes).finish();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Inline that
          && Arrays.equals(salt, that.salt)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }

  /** The address of the bytes in the content store. */
  record Blob(byte[] salt, long size, Hash content) implements Payload {

    private static final byte[] DOMAIN = {'E', 'W', 'I', 'G', 'B', 'L', 'O', 1};

    @Override
    public Hash commitment() {
      return Sha256.current().add(DOMAIN).add(salt).add(content.toBytes()).finish();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Blob that
          && Arrays.equals(salt, that.salt)
          && size == that.size
          && content.equals(that.content);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
      return size + " bytes in blob " + content;
    }
  }

  /** What there is of a payload that is not here: the commitment. */
  sealed interface Absent extends Payload {

    @Override
    default long size() {
      return 0;
    }

    @Override
    default boolean isHere() {
      return false;
    }
  }

  /** What is left of a payload whose salt and bytes were destroyed. */
  record Erased(Hash commitment) implements Absent {

    @Override
    public String toString() {
      return "erased";
    }
  }

  /**
   * What a replica has of a payload that is none of its part of the history: others have it whole,
   * and it may come one day.
   */
  record Withheld(Hash commitment) implements Absent {

    @Override
    public String toString() {
      return "not here";
    }
  }
}
