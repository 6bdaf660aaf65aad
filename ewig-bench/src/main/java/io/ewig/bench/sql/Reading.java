package io.ewig.bench.sql;

import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.sql.store.Dialect;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.Question;
import io.ewig.bench.sql.store.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is read of the entities, and how fast it is to be.
 *
 * @param filter the line's name
 * @param weight about how many reads by key it costs
 * @param peers who else is asked, in which words, with what Ewig is to reach beside it
 */
record Reading(
    String filter,
    String title,
    Goal goal,
    int weight,
    List<Peer> peers,
    Preparing preparing,
    Asking asking) {

  record Peer(Dialect dialect, Goal goal) {}

  /** Prepares the query. */
  @FunctionalInterface
  interface Preparing {
    Question question(Store store) throws SQLException;
  }

  /** Asks about an entity, or its world; what comes depends on all that was read. */
  @FunctionalInterface
  interface Asking {
    long answer(Question question, int number, long moment) throws SQLException;
  }

  static List<Reading> all() {
    return List.of(key(), keyAsOf(), worldAsOf());
  }

  private static Reading key() {
    return new Reading(
        "sql-key-current",
        "prepared read by key",
        Goal.atMost(3, "3 us"),
        1,
        List.of(
            new Peer(Dialect.H2, Goal.atMost(1, "1.0x")),
            new Peer(Dialect.SQLITE, Goal.atMost(0.5, "0.5x"))),
        Store::current,
        Reading::byKey);
  }

  private static Reading keyAsOf() {
    Goal goal = Goal.atMost(0.15, "0.15x");
    List<Peer> peers = new ArrayList<>();
    for (Dialect dialect : List.of(Dialect.H2, Dialect.SQLITE)) {
      peers.add(new Peer(dialect, goal));
      peers.add(new Peer(dialect.byPeriod(), goal));
    }
    return new Reading(
        "sql-key-asof",
        "prepared read by key as of a random moment",
        Goal.atMost(4, "4 us"),
        10,
        peers,
        Store::asOf,
        Reading::byKey);
  }

  private static Reading worldAsOf() {
    Goal toSqlite = Goal.atMost(0.25, "0.25x");
    String count = Figure.number(Entities.countOf(Entities.LARGEST));
    return new Reading(
        "sql-world-asof",
        "the " + count + " rows of a world as of a random moment",
        Goal.atMost(1_500, "1.5 ms"),
        400,
        List.of(
            new Peer(Dialect.SQLITE, toSqlite),
            new Peer(Dialect.SQLITE.byPeriod(), toSqlite),
            new Peer(Dialect.DUCKDB, Goal.atMost(0.4, "0.4x")),
            new Peer(Dialect.H2, Goal.none())),
        Store::worldAsOf,
        (question, number, moment) -> question.sum(Entities.LARGEST, moment, moment));
  }

  private static long byKey(Question question, int number, long moment) throws SQLException {
    return question.number(Entities.worldOf(number), number, moment);
  }
}
