package io.ewig.bench.sql;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Contest;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Row;
import io.ewig.bench.sql.store.Dialect;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.Histories;
import io.ewig.bench.sql.store.Question;
import io.ewig.bench.sql.store.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** What all rows of a table add up to as of a random moment: beside now, and beside peers. */
final class ScanLine implements Line {

  private static final Goal TO_NOW = Goal.atMost(1.2, "1.2x");
  private static final Goal TO_SQLITE = Goal.atMost(0.3, "0.3x");
  private static final int CALLS_MIN = 4;
  private static final int READS_IN_A_SCAN = 2_000;
  private static final int SAMPLES = 5;

  private final Histories histories;

  ScanLine(Histories histories) {
    this.histories = histories;
  }

  @Override
  public String name() {
    return "sql-table-asof";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long updates = bench.setting().state().versionsOfPeer();
    int calls = Math.max(CALLS_MIN, bench.setting().state().calls() / READS_IN_A_SCAN);
    try (Opened open = new Opened()) {
      Store ewig = open.add(histories.ewig(bench, updates));
      Question past = open.add(ewig.allAsOf());
      Question now = open.add(ewig.all());
      Contest contest =
          new Contest(
              "all "
                  + Figure.number(Entities.COUNT)
                  + " rows added up as of a random moment, "
                  + Figure.number(updates)
                  + " updates",
              " us",
              Goal.none(),
              () -> micros(past, updates, calls));
      contest.against("the same now", TO_NOW, () -> micros(now, updates, calls));
      Dialect sqlite = Dialect.SQLITE;
      for (Dialect dialect : List.of(sqlite, sqlite.byPeriod(), Dialect.DUCKDB, Dialect.H2)) {
        Store store = open.add(histories.peer(bench, dialect, updates));
        Question theirs = open.add(store.allAsOf());
        requireSame(past, theirs, updates, store.name());
        Goal goal = dialect.product().equals(sqlite.name()) ? TO_SQLITE : Goal.none();
        contest.against(store.name(), goal, () -> micros(theirs, updates, calls));
      }
      return contest.run(bench.setting().paceOfState());
    }
  }

  private static double micros(Question question, long updates, int calls) throws Exception {
    Random random = Entities.random();
    return Latency.of(calls, i -> question.number(0, 0, Entities.moment(updates, random))).median();
  }

  private static void requireSame(Question ours, Question theirs, long updates, String peer)
      throws SQLException {
    Random random = Entities.random();
    for (int i = 0; i < SAMPLES; i++) {
      long moment = Entities.moment(updates, random);
      long expected = ours.number(0, 0, moment);
      long found = theirs.number(0, 0, moment);
      if (expected != found) {
        throw new IllegalStateException(
            "all rows at " + moment + ": " + expected + " and, by " + peer + ", " + found);
      }
    }
  }
}
