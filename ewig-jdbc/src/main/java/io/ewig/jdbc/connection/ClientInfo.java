package io.ewig.jdbc.connection;

import io.ewig.jdbc.metadata.ClientInfoNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** What a program says of itself; the names are JDBC's own. */
final class ClientInfo {

  private final Map<String, String> given = new TreeMap<>();

  boolean isKnown(String name) {
    return ClientInfoNames.KNOWN.containsKey(name);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(given.get(name));
  }

  void set(String name, Optional<String> value) {
    value.ifPresentOrElse(text -> given.put(name, text), () -> given.remove(name));
  }

  List<String> names() {
    return List.copyOf(ClientInfoNames.KNOWN.keySet());
  }

  Properties asProperties() {
    var all = new Properties();
    all.putAll(given);
    return all;
  }
}
