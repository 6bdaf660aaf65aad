package io.ewig.engine;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.internal.journal.Journal;
import java.util.Optional;

/** What is wrong with an open database, if anything is; any thread. */
public final class Troubles {

  private final Opened parts;

  Troubles(Opened parts) {
    this.parts = parts;
  }

  /** Why a database that was to be written to is open for reading only, if it is. */
  public Optional<CorruptionException> damage() {
    return parts.damage();
  }

  /**
   * The damage of the log that was met first since it was opened, if any was: opening does not read
   * all. What lies there can't be read; {@link Ewig#verify} finds the rest.
   */
  public Optional<CorruptionException> unreadable() {
    return journal().flatMap(Journal::unreadable);
  }

  /**
   * Why nothing is written any more until it is closed and opened again: a write has failed since
   * it was opened, as on a full disk. What was acknowledged is there, and can be read.
   */
  public Optional<EwigException> writeFailure() {
    return journal().flatMap(Journal::writeFailure);
  }

  /** Likewise why nothing over 1 MiB is written any more, while all else may still be. */
  public Optional<EwigException> storeFailure() {
    return parts.store().writeFailure();
  }

  private Optional<Journal> journal() {
    return parts.log() instanceof Journal journal ? Optional.of(journal) : Optional.empty();
  }
}
