package io.ewig.engine.merge;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.milestone.Stamps;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.merge.table.MergedTable;
import io.ewig.engine.value.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds which side wrote a value later, by hybrid time, as all nodes see it alike.
 *
 * <p>Of what is folded {@link Stamps} say it, as far as branches differ; all else was written
 * before some event. Where that does not tell which came later, nobody guesses.
 */
final class LastWrite {

  /** Stands for the whole row. */
  static final int ROW = Stamps.ROW;

  private LastWrite() {}

  /**
   * The event since which a value is what it is; of nothing the least id there is.
   *
   * @param isExact false: it was that or one before it
   */
  private record Since(EventId event, boolean isExact) {

    static final Since EVER = new Since(EventId.NONE, true);

    boolean isSurelyBefore(Since other) {
      return other.isExact && event.compareTo(other.event) < 0;
    }
  }

  static boolean theirsIsLater(
      Side ours, Side theirs, MergedTable table, byte[] key, long instant, int position) {
    Since one = of(ours, table.ours(), key, instant, position);
    Since other = of(theirs, table.theirs(), key, instant, position);
    if (one.isExact && other.isExact) {
      return one.event.compareTo(other.event) < 0;
    } else if (one.isSurelyBefore(other) || other.isSurelyBefore(one)) {
      return one.isSurelyBefore(other);
    }
    throw unknown(ours, table.ours());
  }

  /** Since when the value that holds at an instant has been what it is. */
  private static Since of(
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
        if (side.state().isFolded(version.seq())) {
          return folded(side, reading, version, key, instant, position);
        }
        isFirst = false;
        value = then;
        seq = version.seq();
      }
    }
    EventLog log = side.state().log();
    boolean isRecorded = seq >= 0 && seq < log.head().size(); // else a virtual base's
    return isRecorded ? new Since(log.get(seq).id(), true) : Since.EVER;
  }

  /** What has no stamp was written before the first milestone. */
  private static Since folded(
      Side side,
      MergedTable.Reading reading,
      Version version,
      byte[] key,
      long instant,
      int position) {
    Stamps stamps = Stamps.find(side.state(), version, key, instant).orElse(null);
    int source = position == ROW ? ROW : reading.fitting().source(position);
    boolean isRow = position == ROW && version.value() != null;
    boolean isReadOtherwise = // then it may have been the same for longer
        (position != ROW && source < 0)
            || (isRow
                && (!reading.fitting().isSame()
                    || (stamps != null && stamps.table() != reading.table().version())));
    if (isReadOtherwise) {
      throw unknown(side, reading);
    }
    int column = source < 0 ? Stamps.ROW : reading.table().columns().get(source).id();
    EventId by = stamps == null ? null : stamps.byColumn().get(column);
    return by == null ? new Since(lastUnstamped(side), false) : new Since(by, true);
  }

  private static EventId lastUnstamped(Side side) {
    Milestones milestones = side.state().inception().milestones().orElseThrow();
    return milestones.all().get(Math.max(0, milestones.firstOn(0))).last();
  }

  private static UserException unknown(Side side, MergedTable.Reading reading) {
    return side.state()
        .inception()
        .folded(
            "which branch wrote a row of "
                + reading.table()
                + " later can't be told any more; merge USING OURS or THEIRS, or where the history"
                + " is");
  }

  private static @Nullable Object value(
      Side side, MergedTable.Reading reading, Version version, int position) {
    byte[] bytes = version.value();
    Row row = bytes == null ? null : reading.fit(side.codec(reading.table()).toRow(bytes));
    return position == ROW || row == null ? row : row.get(position);
  }
}
