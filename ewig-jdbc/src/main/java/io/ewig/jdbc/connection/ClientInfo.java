package io.ewig.jdbc.connection;

import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.metadata.ClientInfoNames;
import io.ewig.jdbc.statement.Session;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a program has said of itself. */
final class ClientInfo {

  private final Map<String, String> given = new TreeMap<>();

  ClientInfo(Optional<String> applicationName) {
    applicationName.ifPresent(name -> given.put(ClientInfoNames.APPLICATION_NAME, name));
  }

  boolean isKnown(@Nullable String name) {
    return name != null && ClientInfoNames.KNOWN.containsKey(name);
  }

  List<String> names() {
    return List.copyOf(ClientInfoNames.KNOWN.keySet());
  }

  Optional<String> get(@Nullable String name) {
    return Optional.ofNullable(name).map(given::get);
  }

  Properties asProperties() {
    var all = new Properties();
    all.putAll(given);
    return all;
  }

  /** The application's name is the session's too: commits are signed with it. */
  void set(String name, @Nullable String value, Session session) throws SQLClientInfoException {
    try {
      var link = session.link();
      if (name.equals(ClientInfoNames.APPLICATION_NAME)) {
        link.set(Setting.APPLICATION_NAME, value);
      }
    } catch (SQLException e) {
      throw new SQLClientInfoException(
          e.getMessage(),
          e.getSQLState(),
          e.getErrorCode(),
          Map.of(name, ClientInfoStatus.REASON_UNKNOWN),
          e);
    }
    if (value == null) {
      given.remove(name);
    } else {
      given.put(name, value);
    }
  }
}
