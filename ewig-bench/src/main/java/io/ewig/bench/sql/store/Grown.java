package io.ewig.bench.sql.store;

import io.ewig.bench.sql.store.Question.Moments;
import io.ewig.engine.Ewig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of Ewig that was filled, and is closed.
 *
 * @param moments when each commit was recorded that counts, in their order
 */
public record Grown(Path folder, List<Instant> moments) {

  /** Fills a database, and is told when each commit that counts was recorded. */
  @FunctionalInterface
  public interface Filling {
    /** Has to note the time of each commit in the list. */
    void fill(Ewig db, List<Instant> moments) throws Exception;
  }

  /** Makes a database through the engine, not synced, since that is not what is measured. */
  public static Grown of(Path folder, Iterable<String> setup, Filling filling) throws Exception {
    List<Instant> moments = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url(folder) + "?durability=none")) {
      try (Statement statement = connection.createStatement()) {
        for (String text : setup) {
          statement.execute(text);
        }
      }
      filling.fill(connection.unwrap(Ewig.class), moments);
    }
    return new Grown(folder, moments);
  }

  /** When the newest event was recorded. */
  public static Instant newest(Ewig db) {
    return db.get(db.head().size() - 1).systemTime();
  }

  public String url() {
    return url(folder);
  }

  private static String url(Path folder) {
    return Dialect.EWIG.url(folder);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** Moments by number, of which only those of commits may be asked for. */
  public Moments clock(int perCommit) {
    Instant[] known = moments.toArray(new Instant[0]);
    return (statement, place, number) ->
        statement.setObject(place, known[(int) (number / perCommit)]);
  }
}
