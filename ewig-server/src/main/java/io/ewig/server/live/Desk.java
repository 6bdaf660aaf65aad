package io.ewig.server.live;

import io.ewig.engine.Ewig;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.session.When;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.Stop;
import io.ewig.server.session.LostSessionException;
import io.ewig.server.session.ServerSession;
import io.ewig.server.session.Sessions;
import io.ewig.server.user.Principal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer has SQL done, in a session of its own that is opened when it is needed; any thread.
 */
final class Desk implements AutoCloseable {

  private final Sessions sessions;
  private final Principal principal;
  private final String database;
  private volatile @Nullable ServerSession session;
  private volatile boolean isClosed;

  Desk(Sessions sessions, Principal principal, String database) {
    this.sessions = sessions;
    this.principal = principal;
    this.database = database;
  }

  /** What is done with a link. */
  interface Work<T> {
    T with(Link link, Ewig engine) throws SQLException;
  }

  /** What is asked for row by row. */
  interface Reading {
    /** Whether it wants more. */
    boolean row(JsonArray cells);
  }

  /** Each call is a transaction of its own: what it leaves open is rolled back. */
  <T> T work(Work<T> work) throws SQLException {
    ServerSession open = session();
    return open.work(
        () -> {
          try {
            return work.with(open.link(), open.engine());
          } finally {
            open.link().rollback();
          }
        });
  }

  /** Of two who find that it has to be opened again, one does. */
  private synchronized ServerSession session() throws SQLException {
    ServerSession known = session;
    if (known != null) {
      try {
        return sessions.find(principal, known.id());
      } catch (LostSessionException e) {
        session = null; // nobody needed it for long; another one does as well
      }
    }
    ServerSession made = sessions.open(principal, database, new Properties());
    session = made;
    if (isClosed) {
      sessions.end(made);
    }
    return made;
  }

  /** How many rows were changed. */
  static long change(Link link, String sql, List<@Nullable Object> values, String once)
      throws SQLException {
    try (Compiled statement = link.prepare(sql)) {
      Answer answer =
          link.execute(
              statement, values.toArray(new @Nullable Object[0]), Ask.PLAIN.once(once), new Stop());
      if (answer instanceof Answer.Rows rows) {
        rows.rows().close();
        return 0;
      }
      return ((Answer.Count) answer).count();
    }
  }

  /** Reads rows until there are none left or no more are wanted. */
  static void read(ResultRows rows, Reading reading) throws SQLException {
    boolean isWanted = true;
    while (isWanted && rows.next()) {
      isWanted = reading.row(Cells.row(rows.row(), rows.columns()));
    }
  }

  /** A table and the columns of its primary key, as the session sees it. */
  record Keyed(TableName table, List<String> key) {}

  static TableName named(Link link, String text) throws SQLException {
    return TableName.of(text, Objects.requireNonNullElse(link.get(Setting.SCHEMA), "public"));
  }

  static String branch(Link link) throws SQLException {
    return Objects.requireNonNullElse(link.get(Setting.BRANCH), "main");
  }

  static Keyed keyed(Link link, Ewig engine, String text) throws SQLException {
    TableName name = named(link, text);
    var table = engine.view(branch(link), When.NOW).table(name.schema(), name.name());
    List<String> key = new ArrayList<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      key.add(table.columns().get(position).name());
    }
    return new Keyed(name, key);
  }

  @Override
  public void close() {
    isClosed = true;
    ServerSession open = session;
    if (open != null) {
      sessions.end(open);
    }
  }
}
