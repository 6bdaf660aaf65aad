package io.ewig.server.rest.answer;

import io.ewig.server.http.HttpRequest;
import io.ewig.server.session.ServerSession;
import io.ewig.server.session.Sessions;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Sessions that last for one request, under the limits that all sessions have and with the rights
 * of whoever asks; any thread.
 */
public record Visits(Sessions sessions) {

  /** What is done in a database. */
  @FunctionalInterface
  public interface Work<T> {
    T run(ServerSession session) throws SQLException;
  }

  public <T> T in(HttpRequest request, String database, Work<T> work) throws SQLException {
    ServerSession session = open(request, database, new Properties());
    try {
      return session.work(() -> work.run(session));
    } finally {
      sessions.end(session);
    }
  }

  /** To be ended by whoever asked for it. */
  public ServerSession open(HttpRequest request, String database, Properties info)
      throws SQLException {
    return sessions.open(request.principal(), database, info);
  }
}
