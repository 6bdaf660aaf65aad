package io.ewig.calcite.system.report;

import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.history.LineNames;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.engine.Ewig;
import io.ewig.engine.log.LogSegment;
import io.ewig.engine.session.StateSnapshot;
import io.ewig.engine.value.Type;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code ewig.snapshots} and {@code ewig.segments}: what lies on disk. */
public final class StorageTables {

  private static final Type INSTANT = Type.TIMESTAMP_WITH_TIME_ZONE;

  private StorageTables() {}

  public static Listing<?> snapshots(Ewig engine) {
    return Listing.<StateSnapshot>named(
            EventTable.SCHEMA, "snapshots", "States of branches that are kept as trees.")
        .column("branch", Type.VARCHAR, one -> LineNames.of(one.line()))
        .column("seq", Type.BIGINT, one -> one.size() - 1)
        .column("system_time", INSTANT, one -> engine.get(one.size() - 1).systemTime())
        .column("state_root", Type.VARCHAR, one -> one.root().toString())
        .column("entries", Type.BIGINT, StateSnapshot::entries)
        .column("log_chain", Type.VARCHAR, one -> one.chain().toString())
        .from(
            reading ->
                Items.of(
                    engine.state().snapshots().stream().filter(one -> one.size() > 0).toList()));
  }

  public static Listing<?> segments(Ewig engine) {
    return Listing.<LogSegment>named(
            EventTable.SCHEMA, "segments", "The files of the log; none if it is in memory.")
        .column("file", Type.VARCHAR, LogSegment::file)
        .column("first_seq", Type.BIGINT, LogSegment::firstSeq)
        .nullable("last_seq", Type.BIGINT, StorageTables::last)
        .column("events", Type.BIGINT, one -> one.endSeq() - one.firstSeq())
        .column("bytes", Type.BIGINT, LogSegment::bytes)
        .column("is_sealed", Type.BOOLEAN, LogSegment::isSealed)
        .nullable("first_time", INSTANT, one -> time(engine, isEmpty(one), one.firstSeq()))
        .nullable("last_time", INSTANT, one -> time(engine, isEmpty(one), one.endSeq() - 1))
        .unique("file")
        .from(reading -> Items.of(engine.log().segments()));
  }

  private static boolean isEmpty(LogSegment segment) {
    return segment.firstSeq() >= segment.endSeq();
  }

  private static @Nullable Long last(LogSegment segment) {
    return isEmpty(segment) ? null : Long.valueOf(segment.endSeq() - 1);
  }

  private static @Nullable Instant time(Ewig engine, boolean isEmpty, long seq) {
    return isEmpty ? null : engine.get(seq).systemTime();
  }
}
