package io.ewig.bench.sql;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Contest;
import io.ewig.bench.measure.CpuClock;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Pace;
import io.ewig.bench.measure.Row;
import io.ewig.bench.sql.store.Dialect;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.Histories;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows added by the thousand, each thousand a durable commit. */
final class BatchLine implements Line {

  private static final Goal RATIO = Goal.atLeast(2.5, "2.5x");
  private static final Goal CPU = Goal.atMost(5, "5 us of CPU a row");
  private static final int ROWS = 1_000;
  private static final int BATCHES_PER_ROUND = 40;
  private static final String TITLE = "durable inserts, 1,000 a batch and commit";

  @Override
  public String name() {
    return "sql-batch";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    try (Opened open = new Opened()) {
      Loader ewig = open.add(new Loader(Dialect.EWIG, bench));
      Loader h2 = open.add(new Loader(Dialect.H2, bench));
      Loader sqlite = open.add(new Loader(Dialect.SQLITE, bench));
      Pace pace = bench.setting().paceOfState();
      List<Row> rows =
          new ArrayList<>(
              new Contest(TITLE, " rows/s", Goal.none(), ewig::perSecond)
                  .against(Dialect.H2.name(), RATIO, h2::perSecond)
                  .against(Dialect.SQLITE.name(), RATIO, sqlite::perSecond)
                  .run(pace));
      rows.addAll(cpu(ewig, pace.rounds()));
      return rows;
    }
  }

  private static List<Row> cpu(Loader ewig, int rounds) throws SQLException {
    double[] thread = new double[rounds];
    double[] process = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      CpuClock clock = CpuClock.start();
      int count = ewig.round();
      thread[i] = 1e6 / clock.perThreadSecond(count);
      process[i] = 1e6 / clock.perProcessSecond(count);
    }
    return List.of(
        Row.alone(TITLE + ", CPU of the thread", Figure.of(thread), " us a row", CPU),
        Row.alone(TITLE + ", CPU of the process", Figure.of(process), " us a row", Goal.none()));
  }

  /** Adds rows to a database; one thread. */
  private static final class Loader implements AutoCloseable {
    private final Dialect dialect;
    private final Connection connection;
    private final Statement force;
    private final PreparedStatement insert;
    private int next = Entities.COUNT;

    Loader(Dialect dialect, Workbench bench) throws Exception {
      this.dialect = dialect;
      connection = DriverManager.getConnection(Histories.start(bench, dialect));
      force = connection.createStatement();
      connection.setAutoCommit(false);
      insert = connection.prepareStatement("insert into entity values (?, ?, ?, ?)");
    }

    double perSecond() throws SQLException {
      long from = System.nanoTime();
      int count = round();
      return 1e9 * count / (System.nanoTime() - from);
    }

    int round() throws SQLException {
      for (int i = 0; i < BATCHES_PER_ROUND; i++) {
        batch();
      }
      return BATCHES_PER_ROUND * ROWS;
    }

    private void batch() throws SQLException {
      for (int i = 0; i < ROWS; i++, next++) {
        insert.setInt(1, next % Entities.WORLDS);
        insert.setInt(2, next);
        insert.setLong(3, next);
        insert.setString(4, Entities.note(next));
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      dialect.force(force);
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
