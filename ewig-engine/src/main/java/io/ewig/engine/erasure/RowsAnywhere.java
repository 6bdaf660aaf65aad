package io.ewig.engine.erasure;

import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.merge.table.RowFitting;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows of a table from whatever line and time, as one definition has them; one thread.
 *
 * <p>Each is read by the definition under which it was written: two branches may have given the id
 * of one column to different ones. Columns of one name are the same, as in a merge.
 */
final class RowsAnywhere {

  private final State state;
  private final Table wanted;
  private final Tables codecs;
  private final Map<Integer, List<Reading>> byLine = new HashMap<>();

  /** How rows are read that a line has written since an event. */
  private record Reading(long since, TableCodec codec, RowFitting fitting) {}

  RowsAnywhere(State state, Table wanted) {
    this.state = state;
    this.wanted = wanted;
    this.codecs = state.newTables();
  }

  /** The row that a version holds, which must hold one. */
  Row of(Version version) {
    List<Reading> newestFirst = byLine.computeIfAbsent(version.line(), this::readings);
    Reading reading = newestFirst.get(newestFirst.size() - 1);
    for (Reading each : newestFirst) {
      if (each.since <= version.seq()) {
        reading = each;
        break;
      }
    }
    byte[] bytes = Objects.requireNonNull(version.value(), "a row");
    return reading.fitting.fit(reading.codec.toRow(bytes));
  }

  /** By all definitions that a line shows, if it shows any. */
  private List<Reading> readings(int line) {
    List<Reading> readings = new ArrayList<>();
    Source source = state.source(state.refs().line(line).lineage(), Long.MAX_VALUE);
    Source.History definitions = source.history(Space.TABLE.key(Space.idOf(wanted.id())));
    while (definitions.next()) {
      byte[] definition = definitions.version().value();
      if (definition != null) {
        Table table = TableReader.read(definition, "a definition");
        readings.add(reading(definitions.version().seq(), table));
      }
    }
    return readings.isEmpty() ? List.of(reading(0, wanted)) : readings;
  }

  private Reading reading(long since, Table table) {
    return new Reading(since, codecs.of(table), RowFitting.between(table, wanted));
  }
}
