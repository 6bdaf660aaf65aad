package io.ewig.engine.backup;

import io.ewig.engine.crypt.KeyProvider;
import java.time.Instant;
import java.util.Optional;

/**
 * What is wanted of a backup.
 *
 * @param until how much of history
 * @param isNewOrigin whether the copy is to write under a name of its own: it must if the database
 *     that the backup is of goes on writing, and the two are ever to exchange what they write
 * @param key of an encrypted database; needed only to cut its history off
 */
public record Restore(Until until, boolean isNewOrigin, Optional<KeyProvider> key) {

  /** All of it, as it was. */
  public static final Restore ALL = new Restore(new Until.End(), false, Optional.empty());

  /** How much of history comes back; commits are never cut in two. */
  public sealed interface Until {

    /** All that is in the backup. */
    record End() implements Until {}

    /** Commits all of whose events have at most this seq. */
    record Seq(long last) implements Until {}

    /** Commits that had been recorded by then. */
    record Time(Instant last) implements Until {}
  }

  public Restore until(Until other) {
    return new Restore(other, isNewOrigin, key);
  }

  public Restore withNewOrigin() {
    return new Restore(until, true, key);
  }

  public Restore withKey(KeyProvider provider) {
    return new Restore(until, isNewOrigin, Optional.of(provider));
  }
}
