package io.ewig.engine;

import io.ewig.engine.erasure.ErasingMark;
import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.event.Commit;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.repair.Spares;
import java.io.IOException;
import java.util.List;

/**
 * What another replica gives that may not have heard of all that was erased here: hashes hold with
 * payloads as well, so what was erased would come back with it.
 */
final class SparesToErase implements Spares {

  private final Spares from;
  private final ErasingMark mark;
  private final boolean wasErasing;
  private boolean hasGiven;

  SparesToErase(Spares from, ErasingMark mark) {
    this.from = from;
    this.mark = mark;
    this.wasErasing = mark.unfinished().isPresent();
  }

  @Override
  public List<Commit> commits(List<EventRange> wanted) throws IOException {
    List<Commit> given = from.commits(wanted);
    if (!given.isEmpty()) {
      mark.begin(0); // whoever opens the database after a crash erases it
      hasGiven = true;
    }
    return given;
  }

  @Override
  public List<byte[]> objects(List<Hash> wanted) throws IOException {
    return from.objects(wanted);
  }

  /** Erases once more what was given; a log that is not whole says nothing of what that is. */
  void erase(JournalOptions options) {
    if (!hasGiven) {
      return;
    }
    try (Journal journal = Journal.open(options)) {
      if (!journal.isReadOnly()) {
        journal.erase(Erasures.named(journal, 0));
      }
    }
    leave();
  }

  /** Takes the mark away, unless it is of an erasure that is not at its end. */
  void leave() {
    if (hasGiven && !wasErasing) {
      mark.end();
    }
  }
}
