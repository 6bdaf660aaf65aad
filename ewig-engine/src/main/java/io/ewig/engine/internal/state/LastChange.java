package io.ewig.engine.internal.state;

import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.version.Lineage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When definitions were changed last, for readers of the present: it hardly ever happens, and every
 * transaction asks.
 *
 * <p>Any thread; what it does not know is looked up in the index.
 */
final class LastChange {

  static final long UNKNOWN = -2;

  private volatile long size;
  private volatile @Nullable Known known;

  /**
   * What a lineage has as its last change, as long as the log was so long after the last of all.
   */
  private record Known(Lineage lineage, long size, long seq) {}

  /**
   * @param size how long the log is: what it holds may change definitions
   */
  LastChange(long size) {
    this.size = size;
  }

  /** Notes a commit that may change a definition, before anybody is told of it. */
  void note(Commit commit) {
    if (mayChange(commit)) {
      size = commit.endSeq();
    }
  }

  private static boolean mayChange(Commit commit) {
    List<Event> events = commit.events();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.type().equals(EventType.SCHEMA_CHANGED)
          || event.world().equals(CatalogObject.WORLD)
          || event.world().equals(Inception.WORLD)) {
        return true;
      }
    }
    return false;
  }

  /** How long the log was after the last commit that may have changed one. */
  long size() {
    return size;
  }

  /** The seq of the last change that a lineage sees before a seq, -1 for none, or UNKNOWN. */
  @SuppressWarnings("ReferenceEquality") // a line has one lineage; another only costs a look
  long find(Lineage lineage, long beforeSeq) {
    Known last = known;
    return last != null && last.lineage == lineage && last.size == size && beforeSeq >= last.size
        ? last.seq
        : UNKNOWN;
  }

  /**
   * Keeps an answer.
   *
   * @param since {@link #size} before it was looked up
   */
  void keep(Lineage lineage, long beforeSeq, long since, long seq) {
    if (beforeSeq >= since) {
      known = new Known(lineage, since, seq);
    }
  }
}
