package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of functions: there are no procedures. */
public class CallsTest {

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{? = call upper(?)}",
        "{?= call upper(?)}",
        " { ?=CALL upper( ? ) } ",
        "/* a { */ -- { ? = call\n {? = call upper(?)}",
        "{\n? =\ncall upper(?)}"
      })
  void theValueOfAFunctionIsTheFirstParameter(String sql) throws SQLException {
    try (CallableStatement call = connection.prepareCall(sql)) {
      call.registerOutParameter(1, Types.VARCHAR);
      call.setString(2, "rose");
      assertThat(call.execute()).isFalse();
      assertThat(call.getString(1)).isEqualTo("ROSE");
      assertThat(call.getObject(1)).isEqualTo("ROSE");
      assertThat(call.getObject(1, String.class)).isEqualTo("ROSE");
      assertThat(call.wasNull()).isFalse();
      assertThat(call.getResultSet()).isNull();
      assertThat(call.getUpdateCount()).isEqualTo(-1);
      assertThat(call.getMetaData()).isNull();
      call.setString(2, null);
      assertThat(call.executeUpdate()).isZero();
      assertThat(call.getString(1)).isNull();
      assertThat(call.wasNull()).isTrue();
    }
  }

  @Test
  void gettersConvertWhatComesOut() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{? = call abs(cast(? as bigint))}")) {
      call.registerOutParameter(1, Types.BIGINT, 0);
      call.registerOutParameter(1, JDBCType.BIGINT);
      call.registerOutParameter(1, Types.BIGINT, "BIGINT");
      call.setLong(2, -7);
      call.execute();
      assertThat(call.getLong(1)).isEqualTo(7);
      assertThat(call.getInt(1)).isEqualTo(7);
      assertThat(call.getBigDecimal(1)).isEqualTo(BigDecimal.valueOf(7));
      assertThat(call.getBoolean(1)).isTrue();
    }
    try (CallableStatement call =
        connection.prepareCall("{? = call coalesce(cast(? as date), date '2026-01-31')}")) {
      call.setObject(2, LocalDate.of(2026, 3, 1));
      call.execute();
      assertThat(call.getObject(1, LocalDate.class)).isEqualTo("2026-03-01");
      assertThat(call.getDate(1)).hasToString("2026-03-01");
    }
  }

  @Test
  void withoutAPlaceForItsValueACallGivesRows() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call generate_series(1, ?)}")) {
      call.setInt(1, 3);
      assertThat(call.execute()).isTrue();
      assertThat(rows(call.getResultSet())).containsExactly("1", "2", "3");
      assertThat(rows(call.executeQuery())).hasSize(3);
      assertThat(call.getMetaData().getColumnLabel(1)).isEqualTo("generate_series");
      assertThat(call.getParameterMetaData().getParameterCount()).isEqualTo(1);
      fails("07009", () -> call.registerOutParameter(1, Types.INTEGER));
      fails("07009", () -> call.getInt(1));
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("call upper('rose')")) {
      assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("upper");
      assertThat(rows(row)).containsExactly("ROSE");
    }
  }

  @Test
  void parametersSayWhichWayTheyGo() throws SQLException {
    try (CallableStatement call =
        connection.prepareCall("{? = call mod(cast(? as int), cast(? as int))}")) {
      ParameterMetaData parameters = call.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(3);
      assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeOut);
      assertThat(parameters.getParameterMode(2)).isEqualTo(ParameterMetaData.parameterModeIn);
      assertThat(parameters.getParameterType(1)).isEqualTo(Types.INTEGER);
      fails("07009", () -> parameters.getParameterMode(4));
    }
  }

  @Test
  void whatIsWrongIsSaid() throws SQLException {
    fails("42883", () -> connection.prepareCall("{call nothing(?)}"));
    fails("42883", () -> connection.prepareCall("{? = call nothing()}"));
    fails("42601", () -> connection.prepareCall("{? = call upper(?)"));
    fails("22023", () -> connection.prepareCall(null));
    try (CallableStatement call = connection.prepareCall("{? = call upper(?)}", 1003, 1007, 1)) {
      fails("07009", () -> call.getString(1)); // not executed yet
      fails("07009", () -> call.setString(1, "out"));
      fails("07009", () -> call.registerOutParameter(2, Types.VARCHAR));
      fails("07009", () -> call.setString(3, "there is no third"));
      fails("07001", call::execute);
      fails("HYC00", () -> call.setString("name", "x"));
      fails("HYC00", () -> call.getString("name"));
      fails("HYC00", () -> call.registerOutParameter("name", Types.VARCHAR));
      fails("HYC00", call::addBatch);
      call.setString(2, "x");
      fails("07005", call::executeQuery);
    }
    try (CallableStatement none = connection.prepareCall("{? = call generate_series(2, 1)}")) {
      fails("HYC00", none::execute);
    }
    CallableStatement closed = connection.prepareCall("{? = call upper(?)}", 1003, 1007);
    closed.close();
    fails("HY010", () -> closed.getString(1));
  }
}
