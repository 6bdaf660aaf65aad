package io.ewig.bench.server;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Contest;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.peer.PostgresServer;
import io.ewig.bench.peer.Unavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** All rows of a large table, read to the end. */
final class FetchLine implements Line {

  private static final int FETCH_SIZE = 10_000;
  private static final int ROUNDS_MAX = 7;

  private static final Goal GOAL = Goal.atLeast(1, "1.0x");

  @Override
  public String name() {
    return "server-fetch";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    int count = bench.setting().state().rows();
    try (Opened open = new Opened()) {
      Served ewig = open.add(EwigServed.start(bench.fresh("server")));
      Plants.plant(ewig, count);
      Connection ours = open.add(ewig.connect());
      String title = "fetch of " + Figure.number(count) + " rows over a socket";
      Contest contest = new Contest(title, " rows/s", Goal.none(), () -> fetch(ours, count));
      try {
        Served peer = open.add(PostgresServed.start(bench.fresh("postgres")));
        Plants.plant(peer, count);
        Connection theirs = open.add(peer.connect());
        contest.against(peer.name(), GOAL, () -> fetch(theirs, count));
      } catch (Unavailable e) {
        contest.without(PostgresServer.NAME, "skipped: " + e.getMessage());
      }
      return contest.run(bench.setting().pace().atMost(ROUNDS_MAX));
    }
  }

  /** In pieces, for which PostgreSQL wants a transaction. */
  private static double fetch(Connection connection, int count) throws SQLException {
    connection.setAutoCommit(false);
    long from = System.nanoTime();
    int rows = 0;
    long sum = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet found = statement.executeQuery(Plants.ALL)) {
        while (found.next()) {
          rows++;
          sum += found.getInt(1) + found.getString(2).length() + found.getInt(3);
        }
      }
    }
    connection.commit();
    if (rows != count || sum == 0) {
      throw new IllegalStateException(rows + " rows came instead of " + count);
    }
    return 1e9 * rows / (System.nanoTime() - from);
  }
}
