package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Ask;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** What JDBC's three ways to ask for generated keys mean. */
public final class Keys {

  private Keys() {}

  public static Ask.Keys of(int flag) throws SQLException {
    return switch (flag) {
      case Statement.RETURN_GENERATED_KEYS -> Ask.Keys.GENERATED;
      case Statement.NO_GENERATED_KEYS -> Ask.Keys.NONE;
      default ->
          throw SqlState.INVALID_ARGUMENT.error(
              flag + " is neither RETURN_GENERATED_KEYS nor NO_GENERATED_KEYS");
    };
  }

  public static Ask.Keys of(int[] positions) {
    return positions == null || positions.length == 0
        ? Ask.Keys.NONE
        : new Ask.Keys(true, List.of(), Arrays.stream(positions).boxed().toList());
  }

  public static Ask.Keys of(String[] columns) throws SQLException {
    if (columns == null || columns.length == 0) {
      return Ask.Keys.NONE;
    }
    int unnamed = Arrays.asList(columns).indexOf(null);
    if (unnamed >= 0) {
      throw SqlState.INVALID_ARGUMENT.error(
          "name " + (unnamed + 1) + " of the columns that are to be given back is null");
    }
    return new Ask.Keys(true, List.of(columns), List.of());
  }
}
