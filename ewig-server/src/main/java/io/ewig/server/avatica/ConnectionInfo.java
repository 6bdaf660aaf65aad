package io.ewig.server.avatica;

import io.ewig.jdbc.url.Property;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.BuiltInConnectionProperty;

/**
 * What an Avatica client says of its connection: Ewig's own keys count, Avatica's are about the
 * client and are passed over, and any other is refused. None of them names a class.
 */
record ConnectionInfo(String database, Properties properties) {

  private static final String DATABASE = "database";
  private static final Set<String> AVATICAS =
      Arrays.stream(BuiltInConnectionProperty.values())
          .map(property -> property.camelName().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  static ConnectionInfo of(Map<String, String> info) throws SQLException {
    Properties properties = new Properties();
    String database = "";
    for (var entry : info.entrySet()) {
      String key = entry.getKey();
      var own = Property.ofKey(key).filter(property -> !Property.OF_OPENING.contains(property));
      if (key.equals(DATABASE)) {
        database = entry.getValue();
      } else if (own.isPresent()) {
        properties.put(key, entry.getValue());
      } else if (!AVATICAS.contains(key.toLowerCase(Locale.ROOT))) {
        throw new SQLNonTransientConnectionException(
            "'" + key + "' is not a key that a connection may have here", "08001", 1212);
      }
    }
    return new ConnectionInfo(database, properties);
  }
}
