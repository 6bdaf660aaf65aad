package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Setting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a driver asks a server for. Statements, results and marks have numbers, given by the server
 * within their session; executions are numbered by the driver, so that it can cancel one.
 */
public sealed interface Request {

  /**
   * Begins a session.
   *
   * @param version of these words; a server that does not speak it says so
   * @param database its name, or "" for the server's only one
   * @param properties those of the URL that are about a session
   */
  record Open(int version, String database, Map<String, String> properties) implements Request {
    public static final int VERSION = 1;
  }

  /** Ends the session; what is under way is rolled back. */
  record End() implements Request {}

  record Prepare(String sql) implements Request {}

  record Execute(long statement, @Nullable Object[] parameters, Ask ask, long execution)
      implements Request {}

  record Batch(long statement, List<@Nullable Object[]> rows, Ask ask, long execution)
      implements Request {}

  /**
   * More rows of a result.
   *
   * @param rows at most; 0 for what the server finds good. What it has packed ahead may be as many
   *     as were asked for before
   */
  record Fetch(long result, int rows) implements Request {}

  record AutoCommit(boolean on) implements Request {}

  record Commit() implements Request {}

  record Rollback() implements Request {}

  record SetMark(String name) implements Request {}

  record ReturnTo(long mark) implements Request {}

  record Release(long mark) implements Request {}

  record Change(Setting setting, @Nullable String value) implements Request {}

  /** Whether a word can be a name in quotes only. */
  record Reserved(String word) implements Request {}

  /** Whether the session lives. */
  record Ping() implements Request {}

  /** Stops an execution; it does not wait for the session, which is busy. */
  record Cancel(long execution) implements Request {}
}
