package io.ewig.engine.merge;

import io.ewig.engine.event.EventId;
import io.ewig.engine.internal.state.Source;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.merge.table.MergedTable;
import io.ewig.engine.value.Row;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds which side wrote a value later, by hybrid time, as all nodes see it alike. */
final class LastWrite {

  /** Stands for the whole row. */
  static final int ROW = -1;

  private static final Comparator<Optional<EventId>> NONE_FIRST =
      Comparator.comparing(id -> id.orElse(new EventId(0, 0)));

  private LastWrite() {}

  static boolean theirsIsLater(
      Side ours, Side theirs, MergedTable table, byte[] key, long instant, int position) {
    Optional<EventId> one = of(ours, table.ours(), key, instant, position);
    Optional<EventId> other = of(theirs, table.theirs(), key, instant, position);
    return NONE_FIRST.compare(one, other) < 0;
  }

  /** The event since which the value that holds at an instant has been what it is. */
  private static Optional<EventId> of(
      Side side, MergedTable.Reading reading, byte[] key, long instant, int position) {
    Source.History versions = side.source().history(key);
    boolean isFirst = true;
    Object value = null;
    long seq = -1;
    while (versions.next()) {
      Version version = versions.version();
      if (Version.covers(version.validFrom(), version.validTo(), instant)) {
        Object then = value(side, reading, version, position);
        if (!isFirst && !Objects.equals(value, then)) {
          break;
        }
        isFirst = false;
        value = then;
        seq = version.seq();
      }
    }
    EventLog log = side.state().log();
    boolean isRecorded = seq >= 0 && seq < log.head().size(); // else a virtual base's
    return isRecorded ? Optional.of(log.get(seq).id()) : Optional.empty();
  }

  private static @Nullable Object value(
      Side side, MergedTable.Reading reading, Version version, int position) {
    byte[] bytes = version.value();
    Row row = bytes == null ? null : reading.fit(side.codec(reading.table()).toRow(bytes));
    return position == ROW || row == null ? row : row.get(position);
  }
}
