package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/**
 * Calls every method of every interface once, on an object of its own: none may throw anything but
 * a SQLException with a SQLSTATE, and what is not supported is what is listed here, no more.
 */
class ProbeTest {

  private int calls;

  private interface Maker {
    Object make(Connection connection) throws SQLException;
  }

  private Set<String> refused(Class<?> type, Maker maker) throws Exception {
    Set<String> refused = new TreeSet<>();
    Map<String, Object> strange = new TreeMap<>();
    for (Method method : type.getMethods()) {
      calls++;
      try (Connection connection = Fakes.connect()) {
        Object target = maker.make(connection);
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = argument(method.getParameterTypes()[i]);
        }
        try {
          method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof SQLFeatureNotSupportedException no) {
            // the JDK's own defaults have no SQLSTATE
            assertThat(no.getSQLState()).as(method.toString()).isIn("HYC00", null);
            refused.add(method.getName());
          } else if (!(e.getCause() instanceof SQLException error)
              || error.getSQLState() == null
              || error.getSQLState().startsWith("XX")) {
            strange.put(method.toString(), e.getCause());
          }
        }
      }
    }
    assertThat(strange).isEmpty();
    return refused;
  }

  private static Object argument(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == String.class) {
      return "numbers 1";
    }
    if (type == Class.class) {
      return String.class;
    }
    if (type == SQLType.class) {
      return JDBCType.VARCHAR;
    }
    if (type == Calendar.class) {
      return new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == Properties.class) {
      return new Properties();
    }
    if (type == Executor.class) {
      return (Executor) Runnable::run;
    }
    if (type == InputStream.class) {
      return new ByteArrayInputStream(new byte[] {65, 65});
    }
    if (type == Reader.class) {
      return new StringReader("text");
    }
    if (type == int[].class) {
      return new int[] {1};
    }
    if (type == String[].class) {
      return new String[] {"n"};
    }
    return ofPrimitive(type);
  }

  private static Object ofPrimitive(Class<?> type) {
    return switch (type.getName()) {
      case "boolean" -> true;
      case "byte" -> (byte) 1;
      case "short" -> (short) 1;
      case "long" -> 1L;
      case "float" -> 1f;
      case "double" -> 1.0;
      default -> null;
    };
  }

  @Test
  void refusesOnlyWhatIsListed() throws Exception {
    assertThat(refused(Connection.class, connection -> connection))
        .containsExactly("createSQLXML", "setShardingKey", "setShardingKeyIfValid");
    assertThat(refused(Statement.class, Connection::createStatement))
        .containsExactly("setCursorName");
    assertThat(
            refused(PreparedStatement.class, connection -> connection.prepareStatement("echo ANY")))
        .containsExactly("setCursorName", "setRef", "setRowId");
    assertThat(refused(DatabaseMetaData.class, Connection::getMetaData)).isEmpty();
    assertThat(
            refused(
                ResultSetMetaData.class,
                connection -> connection.prepareStatement("numbers 1").getMetaData()))
        .isEmpty();
    assertThat(
            refused(
                ParameterMetaData.class,
                connection -> connection.prepareStatement("write ?").getParameterMetaData()))
        .isEmpty();
    Set<String> ofResults =
        refused(
            ResultSet.class,
            connection -> {
              ResultSet result = connection.createStatement().executeQuery("numbers 1");
              result.next();
              return result;
            });
    ofResults.removeIf(name -> name.startsWith("update"));
    assertThat(ofResults)
        .containsExactly(
            "absolute",
            "afterLast",
            "beforeFirst",
            "cancelRowUpdates",
            "deleteRow",
            "first",
            "getCursorName",
            "getRef",
            "getRowId",
            "getSQLXML",
            "getURL",
            "insertRow",
            "last",
            "moveToCurrentRow",
            "moveToInsertRow",
            "previous",
            "refreshRow",
            "relative");
    assertThat(calls).isGreaterThan(600);
  }
}
