package io.ewig.bench.report;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.CpuClock;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Folders;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.report.Happenings.Happening;
import io.ewig.engine.Batch;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The longest history put in as fast as it goes, durable, until columns of it are there; the time
 * of making up the events is in it on both sides.
 */
final class LoadLine implements Line {

  private static final Goal GOAL = Goal.atLeast(1, "1.0x");
  private static final int PER_COMMIT = 1_000;
  private static final long WARM_UP = 1_000_000; // so many at most are put in before, by both
  private static final long WAIT_MILLIS = 500;
  private static final int STILL = 6;

  @Override
  public String name() {
    return "report-load";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long events = bench.setting().state().versions();
    ewig(bench.fresh("load-ewig-first"), Math.min(WARM_UP, events));
    Path folder = bench.fresh("load-ewig");
    double ours = ewig(folder, events);
    duckDb(bench.fresh("load-duckdb-first"), Math.min(WARM_UP, events));
    Path file = bench.fresh("load-duckdb");
    double theirs = duckDb(file, events);
    String title = Figure.number(events) + " events put in, durable, until columns are there";
    Row load =
        new Row(
            title,
            Figure.of(ours).text(" events/CPU-s of the process"),
            "DuckDB " + Figure.of(theirs).text(" events/CPU-s of the process"),
            Figure.of(ours / theirs).text("x"),
            GOAL.text(),
            GOAL.judge(ours / theirs));
    Row disk =
        new Row(
            title + ", on disk",
            Figure.of((double) Folders.bytesUsed(folder) / events).text(" bytes an event"),
            "DuckDB "
                + Figure.of((double) Folders.bytesUsed(file) / events).text(" bytes an event"),
            "",
            "",
            "");
    return List.of(load, disk);
  }

  private static double ewig(Path folder, long events) throws Exception {
    CpuClock clock = CpuClock.start();
    try (Ewig db = Ewig.open(folder, Config.defaults())) {
      Batch[] batch = {db.batch()};
      Happenings.replay(
          events,
          happening -> {
            batch[0].add(draft(happening));
            if (batch[0].size() == PER_COMMIT) {
              batch[0].commit();
              batch[0] = db.batch();
            }
          });
      awaitColumns(db);
    }
    return clock.perProcessSecond(events);
  }

  private static EventDraft draft(Happening happening) {
    return new EventDraft(
        World.of(happening.world()),
        EventType.of(happening.type()),
        null,
        happening.payload().getBytes(StandardCharsets.UTF_8));
  }

  /** Until no more come: the segment that still grows has none. */
  private static void awaitColumns(Ewig db) throws InterruptedException {
    long known = -1;
    for (int still = 0; still < STILL; still++) {
      long until = db.events().columns().warmUntil(0);
      still = until > known ? 0 : still;
      known = until;
      TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
    }
  }

  private static double duckDb(Path file, long events) throws Exception {
    CpuClock clock = CpuClock.start();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table event (seq bigint, made timestamp, world varchar, type varchar,"
                + " payload varchar)");
      }
      DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
      try (DuckDBAppender appender =
          duck.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "event")) {
        Happenings.replay(events, happening -> append(appender, happening));
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("checkpoint");
      }
    }
    return clock.perProcessSecond(events);
  }

  private static void append(DuckDBAppender appender, Happening happening) throws Exception {
    appender.beginRow();
    appender.append(happening.seq());
    appender.append(
        LocalDateTime.ofEpochSecond(
            happening.micros() / 1_000_000,
            (int) (happening.micros() % 1_000_000) * 1_000,
            ZoneOffset.UTC));
    appender.append(happening.world());
    appender.append(happening.type());
    appender.append(happening.payload());
    appender.endRow();
  }
}
