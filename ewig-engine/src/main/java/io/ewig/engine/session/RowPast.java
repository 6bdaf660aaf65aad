package io.ewig.engine.session;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.List;

/** All that was recorded about one row; one thread. */
final class RowPast {

  private final Source source;
  private final byte[] rowKey;

  RowPast(Source source, byte[] rowKey) {
    this.source = source;
    this.rowKey = rowKey;
  }

  /** What was recorded, newest first. */
  List<RowVersion> versions(TableCodec codec) {
    List<RowVersion> found = new ArrayList<>();
    Source.History versions = source.history(rowKey);
    while (versions.next()) {
      Version version = versions.version();
      byte[] bytes = version.value();
      found.add(
          new RowVersion(
              bytes == null ? null : codec.toRow(bytes),
              version.seq(),
              SystemNanos.toInstant(version.systemNanos()),
              ValidPeriod.ofNanos(version.validFrom(), version.validTo())));
    }
    return found;
  }

  /** What the row is at each time, in order. */
  List<TimedRow> timeline(TableCodec codec) {
    List<TimedRow> found = new ArrayList<>();
    for (Period piece : source.pieces(rowKey, Long.MIN_VALUE, Long.MAX_VALUE)) {
      found.add(new TimedRow(codec.toRow(piece.value()), piece.valid()));
    }
    return found;
  }

  /** For how long what was found at an instant holds: what came later narrows it. */
  ValidPeriod holds(Version found, long validNanos) {
    long from = found.validFrom();
    long to = found.validTo();
    Source.History newestFirst = source.history(rowKey);
    while (newestFirst.next() && !isSame(newestFirst.version(), found)) {
      Version later = newestFirst.version();
      if (later.validFrom() > validNanos) {
        to = Math.min(to, later.validFrom());
      } else {
        from = Math.max(from, later.validTo());
      }
    }
    return ValidPeriod.ofNanos(from, to);
  }

  /** One event may give a row several versions, each for a time of its own. */
  private static boolean isSame(Version one, Version other) {
    return one.seq() == other.seq()
        && one.validFrom() == other.validFrom()
        && one.validTo() == other.validTo();
  }
}
