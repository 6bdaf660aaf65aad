package io.ewig.server.session;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.ValueType;
import io.ewig.server.audit.Actor;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement about whole databases, which is the server's affair.
 *
 * <pre>
 * statement = "CREATE DATABASE" [ "IF NOT EXISTS" ] name | "DROP DATABASE" [ "IF EXISTS" ] name "CONFIRM"
 * </pre>
 */
record DatabaseStatement(String sql, boolean isDrop, boolean isLenient, String name, boolean isSure)
    implements Compiled {

  private static final Pattern SHAPE =
      Pattern.compile(
          Quoted.BLANK
              + "(?:CREATE\\s+DATABASE(\\s+IF\\s+NOT\\s+EXISTS)?|(DROP)\\s+DATABASE(\\s+IF\\s+EXISTS)?)"
              + "\\s+(?:\"([^\"]+)\"|(\\w+))(\\s+CONFIRM)?\\s*;?"
              + Quoted.BLANK,
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** The statement that a text is, if it is one of these. */
  static Optional<DatabaseStatement> of(String sql) {
    Matcher found = SHAPE.matcher(sql);
    if (!found.matches() || (found.group(2) == null && found.group(6) != null)) {
      return Optional.empty();
    }
    String name = found.group(4) != null ? found.group(4) : found.group(5).toLowerCase(Locale.ROOT);
    return Optional.of(
        new DatabaseStatement(
            sql,
            found.group(2) != null,
            found.group(1) != null || found.group(3) != null,
            name,
            found.group(6) != null));
  }

  void run(Databases databases, Actor by) throws SQLException {
    boolean exists = databases.names().contains(name);
    if (isLenient && isDrop != exists) {
      return;
    }
    if (!isDrop) {
      databases.create(name, by);
    } else if (isSure) {
      databases.drop(name, by);
    } else {
      throw new SQLException(
          "to drop a whole database say DROP DATABASE " + name + " CONFIRM", "2BP01", 1034);
    }
  }

  @Override
  public List<ColumnInfo> columns() {
    return List.of();
  }

  @Override
  public List<ValueType> parameters() {
    return List.of();
  }

  @Override
  public boolean isQuery() {
    return false;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
