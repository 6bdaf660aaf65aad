package io.ewig.bench.line;

import io.ewig.bench.measure.CpuClock;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Folders;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventBatches;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.json.JsonPointer;
import io.ewig.engine.log.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The log by columns: what making warm files costs, what they take, how fast they are read. */
final class WarmLine implements Line {

  private static final Goal BYTES = Goal.atMost(38, "38 bytes");
  private static final JsonPointer AMOUNT = JsonPointer.parse("/amount");
  private static final long WAIT_MILLIS = 200;

  /** Reads a batch; gives a number, so that reading it can't be left out. */
  private interface Reading {
    long of(EventBatch batch);
  }

  @Override
  public String name() {
    return "columns";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long events = bench.setting().eventsFew();
    Path folder = bench.fresh("columns-sealed"); // all that a copy of an open database holds
    Path open = bench.fresh("columns");
    Config config = Config.defaults().withLog(LogKind.PLAIN).withDurability(Durability.NONE);
    try (Ewig db = Ewig.open(open, config)) {
      new Visits().fill(db, events);
      Folders.copy(open, folder, Workbench.sealed(open));
    }
    Path warm = folder.resolve("warm");
    List<Row> rows = new ArrayList<>();
    rows.add(make(folder, warm, config));
    try (Ewig db = Ewig.open(folder, config.withReadOnly(true))) {
      long end = db.events().columns().warmUntil(0);
      Figure bytes = Figure.of((double) Folders.bytesUsed(warm) / end);
      rows.add(Row.alone("warm files, an event of 120 bytes of JSON", bytes, " bytes", BYTES));
      rows.add(row("three columns", bench, db, WarmLine::threeColumns));
      rows.add(row("sum of a field of the JSON", bench, db, WarmLine::sum));
      rows.add(row("whole payloads", bench, db, WarmLine::payloads));
      rows.add(tallies(bench, db));
    }
    return rows;
  }

  /** Makes all files anew, after the index has got there. */
  private static Row make(Path folder, Path warm, Config config) throws Exception {
    Folders.delete(warm);
    try (Ewig db = Ewig.open(folder, config)) {
      db.view();
      CpuClock clock = CpuClock.start();
      long end = db.head().size();
      while (db.events().columns().warmUntil(0) < end) {
        TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
      }
      Figure rate = Figure.of(clock.perProcessSecond(end));
      return Row.alone("making warm files", rate, " events/CPU-s of the process", Goal.none());
    }
  }

  private static Row row(String what, Workbench bench, Ewig db, Reading reading) {
    double[] rounds = new double[bench.setting().rounds()];
    long end = db.events().columns().warmUntil(0);
    for (int i = -2; i < rounds.length; i++) { // the first ones warm up
      CpuClock clock = CpuClock.start();
      long sum = 0;
      try (EventBatches batches = db.events().columns().scan(EventSelection.all().within(0, end))) {
        while (batches.next()) {
          sum += reading.of(batches.batch());
        }
      }
      if (i >= 0) {
        rounds[i] = clock.perThreadSecond(end);
      }
      if (sum == 0) {
        throw new IllegalStateException("nothing was read");
      }
    }
    return Row.alone("by columns, " + what, Figure.of(rounds), "/CPU-s", Goal.none());
  }

  private static Row tallies(Workbench bench, Ewig db) {
    double[] rounds = new double[bench.setting().rounds()];
    for (int i = -2; i < rounds.length; i++) {
      CpuClock clock = CpuClock.start();
      long types =
          db.events()
              .columns()
              .tallies(NameColumn.TYPE, 0, db.events().columns().warmUntil(0))
              .size();
      if (i >= 0) {
        rounds[i] = 1e3 / clock.perThreadSecond(1);
      }
      if (types == 0) {
        throw new IllegalStateException("nothing was counted");
      }
    }
    return Row.alone("by columns, count by type", Figure.of(rounds), " CPU-ms", Goal.none());
  }

  private static long threeColumns(EventBatch batch) {
    long[] nanos = batch.longs(LongColumn.SYSTEM_TIME);
    int[] worlds = batch.codes(NameColumn.WORLD);
    int[] types = batch.codes(NameColumn.TYPE);
    long sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      sum += nanos[i] + worlds[i] + types[i];
    }
    return sum;
  }

  private static long sum(EventBatch batch) {
    PathVector amounts = batch.path(AMOUNT);
    long sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      sum += amounts.kinds()[i] == PathVector.NUMBER ? amounts.numbers()[i] : 0;
    }
    return sum;
  }

  private static long payloads(EventBatch batch) {
    long sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      byte[] payload = batch.payloads().bytes(i);
      sum += payload == null ? 0 : payload.length;
    }
    return sum;
  }
}
