package io.ewig.bench.sql;

import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.sql.store.Dialect;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.Question;
import io.ewig.bench.sql.store.Store;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is read of the entities, and how fast it is to be. */
enum Reading {
  KEY("sql-key-current", "prepared read by key", Goal.atMost(3, "3 us"), 1) {
    @Override
    Question question(Store store) throws SQLException {
      return store.current();
    }

    @Override
    long answer(Question question, int number, long moment) throws SQLException {
      return question.number(Entities.worldOf(number), number, moment);
    }

    @Override
    Map<Dialect, Goal> peers() {
      return two(
          Dialect.H2, Goal.atMost(1, "1.0x"),
          Dialect.SQLITE, Goal.atMost(0.5, "0.5x"));
    }
  },

  KEY_AS_OF(
      "sql-key-asof", "prepared read by key as of a random moment", Goal.atMost(4, "4 us"), 10) {
    @Override
    Question question(Store store) throws SQLException {
      return store.asOf();
    }

    @Override
    long answer(Question question, int number, long moment) throws SQLException {
      return question.number(Entities.worldOf(number), number, moment);
    }

    @Override
    Map<Dialect, Goal> peers() {
      Goal goal = Goal.atMost(0.15, "0.15x");
      Map<Dialect, Goal> peers = two(Dialect.H2, goal, Dialect.SQLITE, goal);
      peers.put(Dialect.H2.byPeriod(), goal);
      peers.put(Dialect.SQLITE.byPeriod(), goal);
      return peers;
    }
  },

  WORLD_AS_OF(
      "sql-world-asof",
      "the "
          + Figure.number(Entities.countOf(Entities.LARGEST))
          + " rows of a world as of a random moment",
      Goal.atMost(1_500, "1.5 ms"),
      400) {
    @Override
    Question question(Store store) throws SQLException {
      return store.worldAsOf();
    }

    @Override
    long answer(Question question, int number, long moment) throws SQLException {
      return question.sum(Entities.LARGEST, moment, moment);
    }

    @Override
    Map<Dialect, Goal> peers() {
      Map<Dialect, Goal> peers =
          two(
              Dialect.SQLITE, Goal.atMost(0.25, "0.25x"),
              Dialect.DUCKDB, Goal.atMost(0.4, "0.4x"));
      peers.put(Dialect.SQLITE.byPeriod(), Goal.atMost(0.25, "0.25x"));
      peers.put(Dialect.H2, Goal.none());
      return peers;
    }
  };

  private final String filter;
  private final String title;
  private final Goal goal;
  private final int weight;

  /**
   * @param weight about how many reads by key it costs
   */
  Reading(String filter, String title, Goal goal, int weight) {
    this.filter = filter;
    this.title = title;
    this.goal = goal;
    this.weight = weight;
  }

  String filter() {
    return filter;
  }

  String title() {
    return title;
  }

  Goal goal() {
    return goal;
  }

  int weight() {
    return weight;
  }

  abstract Question question(Store store) throws SQLException;

  /** Asks about an entity, or its world; what comes depends on all that was read. */
  abstract long answer(Question question, int number, long moment) throws SQLException;

  /** Who else is asked, in which words, with what Ewig is to reach beside it. */
  abstract Map<Dialect, Goal> peers();

  static Map<Dialect, Goal> two(Dialect one, Goal first, Dialect other, Goal second) {
    Map<Dialect, Goal> peers = new LinkedHashMap<>();
    peers.put(one, first);
    peers.put(other, second);
    return peers;
  }
}
