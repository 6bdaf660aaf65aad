package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ValueType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function: {@code {call f(?)}}, which gives rows, or {@code {? = call f(?)}}, whose
 * value is parameter 1.
 */
public final class EwigCallableStatement
    implements ExecutedStatement, ParameterSetters, WithoutText, OutValues, NamedParameters {

  private static final Pattern WITH_RESULT =
      Pattern.compile(
          "^(\\s*+(?:(?:--[^\\n]*\\n|/\\*.*?\\*/)\\s*+){0,100}\\{\\s*)(\\?\\s*=)(\\s*call\\b)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * What is to be prepared of a call.
   *
   * @param sql without the question mark of the value, everything in its place
   */
  public record Text(String sql, boolean hasResult) {
    public static Text of(String sql) {
      Matcher call = WITH_RESULT.matcher(sql);
      if (!call.find()) {
        return new Text(sql, false);
      }
      String blanks = " ".repeat(call.group(2).length());
      return new Text(call.group(1) + blanks + sql.substring(call.end(2)), true);
    }
  }

  private final EwigPreparedStatement call;
  private final boolean hasResult;
  private @Nullable ResultSet value;

  public EwigCallableStatement(EwigPreparedStatement call, boolean hasResult) {
    this.call = call;
    this.hasResult = hasResult;
  }

  @Override
  public Execution execution() {
    return call.execution();
  }

  @Override
  public boolean execute() throws SQLException {
    value = null;
    if (!hasResult) {
      return call.execute();
    }
    ResultSet row = call.executeQuery();
    if (!row.next()) {
      throw SqlState.UNSUPPORTED.error(
          "the function gives no value; call it without '? =' and read its rows");
    }
    value = row;
    return false;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    if (hasResult) {
      throw SqlState.NOT_A_QUERY.error(
          "the call gives its value as parameter 1; use execute, or leave '? =' out");
    }
    return call.executeQuery();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return Counts.narrow(executeLargeUpdate());
  }

  /** A function that gives a value changes nothing that could be counted. */
  @Override
  public long executeLargeUpdate() throws SQLException {
    if (!hasResult) {
      return call.executeLargeUpdate();
    }
    execute();
    return 0;
  }

  /** The value is a parameter, no result. */
  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    return hasResult ? null : call.getResultSet();
  }

  // Parameters.

  private int inside(int number) throws SQLException {
    if (hasResult && number == 1) {
      throw SqlState.WRONG_PARAMETER.error("parameter 1 is the value of the call; it can't be set");
    }
    return hasResult ? number - 1 : number;
  }

  @Override
  public void set(int number, @Nullable Object given, @Nullable Calendar calendar)
      throws SQLException {
    call.set(inside(number), given, calendar);
  }

  @Override
  public void set(int number, @Nullable Object given, int jdbcCode, int scale) throws SQLException {
    call.set(inside(number), given, jdbcCode, scale);
  }

  @Override
  public void clearParameters() throws SQLException {
    call.clearParameters();
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    return hasResult ? null : call.getMetaData();
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    if (!hasResult) {
      return call.getParameterMetaData();
    }
    execution().requireOpen();
    List<ValueType> types = new ArrayList<>();
    types.add(call.compiled().columns().get(0).type());
    types.addAll(call.compiled().parameters());
    return new ParameterTypes(types, 1);
  }

  @Override
  public ResultSet out(int number) throws SQLException {
    requireOut(number);
    if (value == null) {
      throw SqlState.WRONG_PARAMETER.error("parameter 1 has no value yet; execute the call first");
    }
    return value;
  }

  @Override
  public boolean wasNull() throws SQLException {
    return out(1).wasNull();
  }

  private void requireOut(int number) throws SQLException {
    execution().requireOpen();
    if (!hasResult || number != 1) {
      throw SqlState.WRONG_PARAMETER.error(
          "parameter "
              + number
              + " gives nothing"
              + (hasResult ? "; parameter 1 does" : "; write {? = call f(..)} to get a value"));
    }
  }

  /** Its getters convert, so the type is only a wish. */
  @Override
  public void registerOutParameter(int number, int sqlType) throws SQLException {
    requireOut(number);
  }

  @Override
  public void registerOutParameter(int number, int sqlType, int scale) throws SQLException {
    requireOut(number);
  }

  @Override
  public void registerOutParameter(int number, int sqlType, String typeName) throws SQLException {
    requireOut(number);
  }

  @Override
  public void registerOutParameter(int number, SQLType sqlType) throws SQLException {
    requireOut(number);
  }

  @Override
  public void registerOutParameter(int number, SQLType sqlType, int scale) throws SQLException {
    requireOut(number);
  }

  @Override
  public void registerOutParameter(int number, SQLType sqlType, String typeName)
      throws SQLException {
    requireOut(number);
  }

  // Batches.

  private void requireRows() throws SQLException {
    execution().requireOpen();
    if (hasResult) {
      throw SqlState.UNSUPPORTED.error("calls that give a value can't be put into a batch");
    }
  }

  @Override
  public void addBatch() throws SQLException {
    requireRows();
    call.addBatch();
  }

  @Override
  public void clearBatch() throws SQLException {
    call.clearBatch();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return call.executeBatch();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return call.executeLargeBatch();
  }

  /** Its text, for logs. */
  @Override
  public String toString() {
    return call.toString();
  }
}
