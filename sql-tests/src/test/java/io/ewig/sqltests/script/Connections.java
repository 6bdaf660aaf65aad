package io.ewig.sqltests.script;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.hydromatic.quidem.Quidem;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a script, by name: {@code !use a} opens one or comes back to it, its
 * transaction still open. All of them see one database.
 */
final class Connections implements Quidem.ConnectionFactory, AutoCloseable {

  private static final AtomicLong RUNS = new AtomicLong();

  private final String url;
  private final Map<String, Connection> open = new LinkedHashMap<>();

  /** Of a database in this JVM. */
  static Connections embedded(String script) {
    return new Connections("jdbc:ewig:mem:" + script + RUNS.incrementAndGet());
  }

  Connections(String url) {
    this.url = url;
  }

  @Override
  public @Nullable Connection connect(String name, boolean reference) throws SQLException {
    if (reference) {
      return null;
    }
    Connection connection = open.get(name);
    if (connection == null) {
      connection = DriverManager.getConnection(url);
      open.put(name, connection);
    }
    return kept(connection);
  }

  /** The connection, but {@code !use} of another does not close it. */
  private static Connection kept(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() {
    for (Connection connection : open.values()) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException("a script's connection does not close", e);
      }
    }
  }
}
