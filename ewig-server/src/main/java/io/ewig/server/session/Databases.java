package io.ewig.server.session;

import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.jdbc.url.Property;
import io.ewig.server.user.Principal;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Properties;

/** The database that is served, and its name. */
public final class Databases {

  private final String name;
  private final EngineConnections connections;

  public Databases(String name, EngineConnections connections) {
    this.name = name;
    this.connections = connections;
  }

  /** With the name that was proved, whatever the client calls itself. */
  private static Properties as(Principal principal, Properties info) {
    Properties proved = new Properties();
    proved.putAll(info);
    proved.remove(Property.PASSWORD.key());
    proved.put(Property.USER.key(), principal.name());
    return proved;
  }

  /**
   * @param wanted "" for the only one
   */
  OpenConnection connect(Principal principal, String wanted, Properties info) throws SQLException {
    if (!wanted.isEmpty() && !wanted.equals(name)) {
      throw new SQLNonTransientException(
          "there is no database '" + wanted + "' here, but '" + name + "'", "3D000", 1205);
    }
    return connections.connect(principal.isUser() ? as(principal, info) : info);
  }
}
