package io.ewig.engine.erasure;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.internal.rule.Rules;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Database;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the rows that ever met a condition, whenever and on whatever line, and all events about
 * them; one thread, while nobody appends.
 */
final class RowSearch {

  private final Database database;
  private final State state;
  private final Table table;
  private final Set<Bytes> keys = new HashSet<>();
  private final Set<Long> seqs = new TreeSet<>();

  RowSearch(Database database, Table table) {
    this.database = database;
    this.state = database.state();
    this.table = table;
  }

  /** Goes through all that was ever recorded of the table. */
  void find(Predicate<Row> condition) {
    TableCodec codec = state.newTables().of(table);
    RowsAnywhere reading = new RowsAnywhere(state, table);
    Source everything = state.source(state.allLines(), Long.MAX_VALUE);
    Source.Keys rows = everything.keys(codec.rows(), Space.after(codec.rows()));
    while (rows.next()) {
      byte[] rowKey = rows.key();
      if (isMet(condition, reading, everything.history(rowKey))) {
        keys.add(Bytes.of(Arrays.copyOfRange(rowKey, codec.rows().length, rowKey.length)));
        Source.History versions = everything.history(rowKey);
        while (versions.next()) {
          long seq = versions.version().seq();
          if (state.isFolded(seq)) {
            throw state
                .inception()
                .folded("a row of " + table + " is among that; erase it where its history is");
          }
          if (isAbout(rowKey, seq)) {
            seqs.add(seq);
          }
        }
      }
    }
  }

  /** A version of a row's can be there since another row was written that rules compare it with. */
  private boolean isAbout(byte[] rowKey, long seq) {
    Event event = state.log().get(seq);
    if (!event.type().isOfRow() || event.payload() instanceof Payload.Erased) {
      return event.type().isOfRow(); // one that was erased is not erased again
    }
    byte[] payload = state.store().payload(event.payload());
    RowPayload said = RowPayload.read(event.type(), payload, "the log");
    return Arrays.equals(said.rowKey(), rowKey);
  }

  private static boolean isMet(
      Predicate<Row> condition, RowsAnywhere reading, Source.History versions) {
    while (versions.next()) {
      Version version = versions.version();
      if (version.value() != null && condition.test(reading.of(version))) {
        return true;
      }
    }
    return false;
  }

  /** How many rows there were. */
  int keys() {
    return keys.size();
  }

  /** The events that put or deleted them. */
  Set<Long> seqs() {
    return seqs;
  }

  /** Refuses to erase what a row that stays refers to from now on, on any branch. */
  void requireUnreferred() {
    for (BranchInfo branch : state.refs().branches(Long.MAX_VALUE)) {
      Source source = state.source(branch.line().lineage(), Long.MAX_VALUE);
      Catalog catalog = state.catalogs().of(source);
      Table there = catalog.find(table.id()).orElse(null);
      if (there != null && catalog.isReferred(table.id())) {
        requireUnreferred(there, source, catalog);
      }
    }
  }

  private void requireUnreferred(Table there, Source source, Catalog catalog) {
    var codecs = state.newTables();
    TableCodec codec = codecs.of(there);
    Rules rules = new Rules(database.checks(), source, source, catalog, codecs);
    for (Bytes key : keys) {
      byte[] rowKey = codec.rowKey(key.toArray());
      for (Period piece : source.pieces(rowKey, database.now(), Version.OPEN)) {
        Row row = codec.toRow(piece.value());
        for (Rules.Child child :
            rules.children(there, row, null, piece.validFrom(), piece.validTo())) {
          boolean goesToo =
              child.table().id().equals(there.id()) && keys.contains(Bytes.of(child.key()));
          if (!goesToo) {
            throw rules.stillReferred(there, row, child);
          }
        }
      }
    }
  }
}
