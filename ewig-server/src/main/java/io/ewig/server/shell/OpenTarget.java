package io.ewig.server.shell;

import io.ewig.engine.Ewig;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection, and the engine below it if it was opened for this connection alone. */
public record OpenTarget(Connection connection, @Nullable Ewig engine) implements AutoCloseable {

  @Override
  public void close() throws SQLException {
    try {
      connection.close();
    } finally {
      if (engine != null) {
        engine.close();
      }
    }
  }
}
