package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.jdbc.fake.FakeLink;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What the tests of the driver share: a fake database to connect to, and how errors look. */
public final class Fakes {

  public static final String URL = "jdbc:ewig://fake/db";

  private Fakes() {}

  public static Connection connect() throws SQLException {
    return DriverManager.getConnection(URL);
  }

  public static FakeLink link(Connection connection) throws SQLException {
    return connection.unwrap(FakeLink.class);
  }

  /**
   * Fails unless the call ends in a SQLException of this state; gives it back, as what AssertJ
   * takes for no list.
   */
  public static Throwable fails(String state, ThrowingCallable call) {
    SQLException error = catchThrowableOfType(SQLException.class, call);
    assertThat((Throwable) error).as("an error of " + state).isNotNull();
    assertThat(error.getSQLState()).as(error.toString()).isEqualTo(state);
    assertThat(error.getMessage()).isNotBlank();
    return error;
  }

  /** Sets all parameters of a statement. */
  public static void set(PreparedStatement prepared, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      prepared.setObject(i + 1, parameters[i]);
    }
  }

  /** The rows as text, and the result closed. */
  public static List<String> rows(ResultSet result) throws SQLException {
    try (result) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        var row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " ").append(result.getString(i));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }
}
