package io.ewig.engine.replica;

import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A payload that one replica has and another asks for; without salt and bytes, it is not there.
 *
 * @param event the hash of the event that carries it
 */
public record Brought(Hash event, byte @Nullable [] salt, byte @Nullable [] bytes) {

  public Brought {
    if ((salt == null) != (bytes == null) || (salt != null && salt.length != Payload.SALT_BYTES)) {
      throw new IllegalArgumentException("a payload has a salt of 16 bytes, or it is not there");
    }
  }

  public static Brought missing(Hash event) {
    return new Brought(event, null, null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Brought that
        && event.equals(that.event)
        && Arrays.equals(salt, that.salt)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return event.hashCode();
  }

  @Override
  public String toString() {
    return event + (bytes == null ? " is not there" : " with " + bytes.length + " bytes");
  }
}
