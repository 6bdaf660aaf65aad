package io.ewig.sync.session;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.CommitCursor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Commits that one replica is given, with a note of what it will have then: who comes with just
 * that can go on from here without a search. One thread walks, any thread may ask.
 */
final class Walk implements Local.Commits {

  private final CommitCursor cursor;
  private final Filter wanted;
  private final Map<Origin, Long> given; // but for the last one; guarded by this
  private @Nullable Commit last; // which may not have gone out; guarded by this

  Walk(VersionVector theirs, Filter wanted, CommitCursor cursor) {
    this.cursor = cursor;
    this.wanted = wanted;
    this.given = new HashMap<>(theirs.seqs());
  }

  @Override
  public synchronized @Nullable Commit next() {
    note(last, given);
    last = cursor.next() ? cursor.commit() : null;
    return last;
  }

  private static void note(@Nullable Commit commit, Map<Origin, Long> given) {
    if (commit != null) {
      given.merge(commit.last().origin(), commit.last().originSeq(), Math::max);
    }
  }

  @Override
  public synchronized Optional<Commit> leftOut() {
    return cursor.leftOut();
  }

  /**
   * Where a replica of that version that wants the same can go on, if it is this one's. Where
   * something was left out before, nobody can: it is to be given as soon as it is whole here.
   */
  synchronized OptionalLong positionAt(VersionVector version, Filter filter) {
    if (!wanted.equals(filter) || cursor.leftOut().isPresent()) {
      return OptionalLong.empty();
    } else if (last != null && given.equals(version.seqs())) {
      return OptionalLong.of(last.firstSeq());
    }
    Map<Origin, Long> all = new HashMap<>(given);
    note(last, all);
    return all.equals(version.seqs()) ? OptionalLong.of(cursor.position()) : OptionalLong.empty();
  }
}
