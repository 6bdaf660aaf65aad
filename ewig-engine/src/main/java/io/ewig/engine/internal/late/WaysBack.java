package io.ewig.engine.internal.late;

import io.ewig.engine.internal.converge.RowFold;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.schema.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Knows of which tables two writes of a row can be merged only with all that their makers had seen:
 * by any definition there is, since a row may be folded by an older one. One thread.
 *
 * <p>Old definitions never change, so they are read once for each new one.
 */
final class WaysBack {

  /** Answers that are kept; a bound on what they take in memory. */
  private static final int KNOWN_MAX = 10_000;

  private final Map<TableOnLine, Answer> known = new HashMap<>();

  private record TableOnLine(int line, UUID table) {}

  /**
   * What all definitions say together.
   *
   * @param newestSeq of the last of them
   */
  private record Answer(long newestSeq, boolean isYes) {}

  boolean areAskedFor(RowSite site) {
    Table now = site.table().table();
    byte[] key = Space.TABLE.key(Space.idOf(now.id()));
    long newestSeq = site.before().newestSeq(key);
    TableOnLine table = new TableOnLine(site.line().number(), now.id());
    Answer answer = known.get(table);
    if (answer == null || answer.newestSeq != newestSeq) {
      answer = new Answer(newestSeq, wereEverAskedFor(site.before().history(key)));
      if (known.size() >= KNOWN_MAX) {
        known.clear();
      }
      known.put(table, answer);
    }
    return answer.isYes;
  }

  private static boolean wereEverAskedFor(Source.History definitions) {
    while (definitions.next()) {
      byte[] definition = definitions.version().value();
      if (definition != null
          && RowFold.asksForTheWayBack(TableReader.read(definition, "a definition"))) {
        return true;
      }
    }
    return false;
  }
}
