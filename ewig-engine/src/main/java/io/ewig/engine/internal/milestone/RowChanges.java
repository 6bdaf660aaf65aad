package io.ewig.engine.internal.milestone;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What rows are by a moment within a stretch of valid time, and since when they are that; one
 * thread.
 */
final class RowChanges {

  private final State state;
  private final Source source;
  private final Catalog catalog;
  private final Tables codecs = new Tables();

  RowChanges(State state, Source source) {
    this.state = state;
    this.source = source;
    this.catalog = state.catalogs().of(source);
  }

  /**
   * What a row is for some time.
   *
   * @param row null: it is not there
   * @param stamps of {@link Stamps}; null where the table was dropped, so that nobody asks
   */
  record Piece(long from, long to, byte @Nullable [] row, byte @Nullable [] stamps) {}

  /** All of a stretch, in order; cut where the row was something else, or by another event. */
  List<Piece> of(byte[] rowKey, long from, long to) {
    List<Version> newestFirst = new ArrayList<>();
    TreeSet<Long> cuts = new TreeSet<>(List.of(from, to));
    Source.History versions = source.history(rowKey);
    while (versions.next()) {
      Version version = versions.version();
      newestFirst.add(version);
      cuts.add(Math.max(from, Math.min(to, version.validFrom())));
      cuts.add(Math.max(from, Math.min(to, version.validTo())));
    }
    Table table = catalog.find(Space.tableIn(rowKey)).orElse(null);
    List<Piece> pieces = new ArrayList<>();
    long at = from;
    for (long end : cuts.tailSet(from, false)) {
      Version now = at(newestFirst, at);
      if (now != null) {
        pieces.add(new Piece(at, end, now.value(), stamps(table, rowKey, newestFirst, at)));
      }
      at = end;
    }
    return pieces;
  }

  private static @Nullable Version at(List<Version> newestFirst, long instant) {
    for (Version version : newestFirst) {
      if (Version.covers(version.validFrom(), version.validTo(), instant)) {
        return version;
      }
    }
    return null;
  }

  private byte @Nullable [] stamps(
      @Nullable Table table, byte[] rowKey, List<Version> newestFirst, long instant) {
    return table == null
        ? null
        : Stamps.of(state, codecs.of(table), rowKey, newestFirst, instant).toBytes();
  }
}
