package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever gives null, or a number out of all bounds, is told so by a SQLException: pools and
 * frameworks know what to do with no other.
 */
class NothingGivenTest {

  /** Of these JDBC itself says that null is a NullPointerException. */
  private static final Set<String> MAY_BREAK =
      Set.of("enquoteLiteral", "enquoteIdentifier", "enquoteNCharLiteral", "isSimpleIdentifier");

  private static final Set<String> ENDS = Set.of("close", "abort");

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = AnyDatabase.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE plants (id INT PRIMARY KEY, price DECIMAL(5, 2))");
      statement.execute("INSERT INTO plants VALUES (1, 2.5)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aConnectionSaysSo() throws Exception {
    check(Connection.class, AnyDatabase::connect);
    check(DatabaseMetaData.class, connection::getMetaData);
  }

  @Test
  void aStatementSaysSo() throws Exception {
    check(Statement.class, connection::createStatement);
    check(PreparedStatement.class, () -> connection.prepareStatement("SELECT ?"));
    check(CallableStatement.class, () -> connection.prepareCall("{? = call abs(?)}"));
  }

  @Test
  void aResultSaysSo() throws Exception {
    check(ResultSet.class, this::row);
  }

  @Test
  void aLobSaysSo() throws Exception {
    check(Blob.class, connection::createBlob);
    check(NClob.class, connection::createNClob);
  }

  private ResultSet row() throws SQLException {
    Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
    ResultSet result = statement.executeQuery("SELECT id, price FROM plants");
    result.next();
    return result;
  }

  private static void check(Class<?> type, Callable<?> maker) throws Exception {
    for (Method method : type.getMethods()) {
      if (!MAY_BREAK.contains(method.getName()) && !ENDS.contains(method.getName())) {
        for (int number : new int[] {1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
          try (Closing made = new Closing(maker.call())) {
            ResultSetTest.invoke(method, made.object, given(method, number));
          } catch (SQLException e) {
            assertThat(e.getSQLState()).as("%s: %s", method, e).isNotNull().isNotEqualTo("XX000");
          }
        }
      }
    }
  }

  /** What is called with; LOBs need no closing. */
  private record Closing(Object object) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      if (object instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }

  /** Null where that is possible, or an array with one null; the first number is always 1. */
  private static Object[] given(Method method, int number) {
    Object[] usual = ResultSetTest.defaults(method);
    Class<?>[] types = method.getParameterTypes();
    boolean isFirst = true;
    for (int i = 0; i < types.length; i++) {
      if (types[i] == int.class || types[i] == long.class) {
        usual[i] = types[i] == int.class ? (Object) (isFirst ? 1 : number) : (long) number;
        isFirst = false;
      } else if (types[i].isArray() && !types[i].getComponentType().isPrimitive() && number != 1) {
        usual[i] = Array.newInstance(types[i].getComponentType(), 1);
      }
    }
    return usual;
  }
}
