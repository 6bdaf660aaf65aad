package io.ewig.engine.session;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.Commit;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the commits that a view sees, newest first, whatever lines they lie on; one thread.
 */
public final class CommitWalk {

  private final EventLog log;
  private final List<Source.History> lines = new ArrayList<>();
  private final List<Long> heads = new ArrayList<>();
  private @Nullable Commit commit;

  CommitWalk(EventLog log, View view) {
    this.log = log;
    Lineage lineage = view.line().lineage();
    for (int i = 0; i < lineage.size(); i++) {
      lines.add(view.source().history(Space.COMMITS.key(Space.ofLine(lineage.line(i)))));
      heads.add(0L);
      advance(i);
    }
  }

  private void advance(int line) {
    Source.History commits = lines.get(line);
    heads.set(line, commits.next() ? commits.version().seq() : -1L);
  }

  /** Goes to the next one; false if there is none. */
  public boolean next() {
    int newest = -1;
    for (int i = 0; i < heads.size(); i++) {
      if (heads.get(i) >= 0 && (newest < 0 || heads.get(i) > heads.get(newest))) {
        newest = i;
      }
    }
    if (newest < 0) {
      commit = null;
      return false;
    }
    commit = log.commitOf(heads.get(newest));
    advance(newest);
    return true;
  }

  public Commit commit() {
    return CursorPlace.require(commit, "commit");
  }
}
