package io.ewig.server.session;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What all sessions together have done; any thread. */
public final class Usage {

  private static final String UNKNOWN_CLASS = "XX";

  private final LongAdder statements = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

  void statement() {
    statements.increment();
  }

  void rows(long count) {
    rows.add(count);
  }

  void slow() {
    slow.increment();
  }

  void error(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    String stateClass = state.length() == 5 ? state.substring(0, 2) : UNKNOWN_CLASS;
    errors.computeIfAbsent(stateClass, unused -> new LongAdder()).increment();
  }

  /** How many were run, batches counted as one. */
  public long statements() {
    return statements.sum();
  }

  /** How many rows were read. */
  public long rows() {
    return rows.sum();
  }

  /** How many statements took longer than they should. */
  public long slowStatements() {
    return slow.sum();
  }

  /** How many failed, by the class of their SQLSTATE. */
  public SortedMap<String, Long> errors() {
    SortedMap<String, Long> counts = new TreeMap<>();
    errors.forEach((state, count) -> counts.put(state, count.sum()));
    return counts;
  }
}
