package io.ewig.engine.erasure;

import io.ewig.engine.branch.BranchInfo;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Rows of a table from whatever line and time, as one definition has them; one thread.
 *
 * <p>Each is read by the definition under which it was written. Where the wanted one comes from
 * that, ids say which column is which, whatever they were called meanwhile. On other branches the
 * id of one column may be that of a different one: there columns of one name are the same, as in a
 * merge.
 */
final class RowsAnywhere {

  private final State state;
  private final Table wanted;
  private final Tables codecs;
  private final Set<Long> past; // of the wanted definition: the events that led to it
  private final Map<Integer, List<Reading>> byLine = new HashMap<>();

  private record Definition(long seq, Table table) {}

  /** How rows are read that a line has written since an event. */
  private record Reading(long since, TableCodec codec, RowFitting fitting) {}

  RowsAnywhere(State state, Table wanted) {
    this.state = state;
    this.wanted = wanted;
    this.codecs = state.newTables();
    this.past = past();
  }

  private Set<Long> past() {
    Set<Long> seqs = new HashSet<>();
    for (BranchInfo branch : state.refs().branches(Long.MAX_VALUE)) {
      List<Definition> newestFirst = definitions(branch.line().number());
      if (!newestFirst.isEmpty() && newestFirst.get(0).table.equals(wanted)) {
        newestFirst.forEach(each -> seqs.add(each.seq));
      }
    }
    return seqs;
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
    List<Definition> newestFirst = definitions(line);
    return newestFirst.isEmpty()
        ? List.of(reading(new Definition(0, wanted)))
        : newestFirst.stream().map(this::reading).toList();
  }

  private Reading reading(Definition by) {
    RowFitting fitting =
        past.contains(by.seq)
            ? RowFitting.onOneLine(by.table, wanted)
            : RowFitting.between(by.table, wanted);
    return new Reading(by.seq, codecs.of(by.table), fitting);
  }

  private List<Definition> definitions(int line) {
    List<Definition> newestFirst = new ArrayList<>();
    Source source = state.source(state.refs().line(line).lineage(), Long.MAX_VALUE);
    Source.History definitions = source.history(Space.TABLE.key(Space.idOf(wanted.id())));
    while (definitions.next()) {
      byte[] definition = definitions.version().value();
      if (definition != null) {
        Table table = TableReader.read(definition, "a definition");
        newestFirst.add(new Definition(definitions.version().seq(), table));
      }
    }
    return newestFirst;
  }
}
