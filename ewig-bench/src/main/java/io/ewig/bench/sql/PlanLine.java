package io.ewig.bench.sql;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Row;
import io.ewig.bench.sql.store.Dialect;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.Histories;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What understanding a statement takes before it runs: one that was seen before, and new ones. */
final class PlanLine implements Line {

  private static final Goal SEEN = Goal.atMost(16, "16 us");
  private static final Goal NEW = Goal.atMost(1_500, "1.5 ms");
  private static final String BY_KEY = "select visits, note from entity where world = 7 and id = ";
  private static final int WARM_UP = 3_000;
  private static final int FEWER = 20; // planning anew costs more than a read

  private int next;

  @Override
  public String name() {
    return "sql-plan";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    String url = Histories.start(bench, Dialect.EWIG);
    try (Connection connection = DriverManager.getConnection(url)) {
      int calls = bench.setting().state().calls();
      Latency.of(Math.min(WARM_UP, calls), i -> prepare(connection, fresh()));
      List<Row> rows = new ArrayList<>();
      rows.add(line(bench, "planning, statement seen before", SEEN, connection, calls, false));
      int fewer = Math.max(10, calls / FEWER);
      rows.add(line(bench, "planning, new simple query", NEW, connection, fewer, true));
      return rows;
    }
  }

  private Row line(
      Workbench bench, String title, Goal goal, Connection connection, int calls, boolean isNew)
      throws Exception {
    List<Latency> rounds = new ArrayList<>();
    for (int round = -1; round < bench.setting().state().rounds(); round++) {
      Latency latency =
          Latency.of(calls, i -> prepare(connection, isNew ? fresh() : BY_KEY + i % 10));
      if (round >= 0) {
        rounds.add(latency);
      }
    }
    double median = Latency.medians(rounds).median();
    return new Row(title, Latency.text(rounds), "", "", goal.text(), goal.judge(median));
  }

  private String fresh() {
    return BY_KEY + (Entities.COUNT + next++);
  }

  private static long prepare(Connection connection, String text) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      return statement.getMetaData().getColumnCount();
    }
  }
}
