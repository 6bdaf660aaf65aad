package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.error.Unwrapping;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.SqlTypes;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** What the parameters of a statement take. */
final class ParameterTypes implements ParameterMetaData, Unwrapping {

  private final List<ValueType> types;
  private final int outCount;

  /**
   * @param outCount so many of the first come out
   */
  ParameterTypes(List<ValueType> types, int outCount) {
    this.types = types;
    this.outCount = outCount;
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int isNullable(int number) throws SQLException {
    requireThere(number);
    return parameterNullable;
  }

  @Override
  public boolean isSigned(int number) throws SQLException {
    return SqlTypes.isSigned(at(number));
  }

  @Override
  public int getPrecision(int number) throws SQLException {
    return SqlTypes.precision(at(number));
  }

  @Override
  public int getScale(int number) throws SQLException {
    return SqlTypes.scale(at(number));
  }

  @Override
  public int getParameterType(int number) throws SQLException {
    return at(number).jdbcCode();
  }

  @Override
  public String getParameterTypeName(int number) throws SQLException {
    return at(number).name();
  }

  @Override
  public String getParameterClassName(int number) throws SQLException {
    return SqlTypes.className(at(number));
  }

  @Override
  public int getParameterMode(int number) throws SQLException {
    requireThere(number);
    return number <= outCount ? parameterModeOut : parameterModeIn;
  }

  private ValueType at(int number) throws SQLException {
    requireThere(number);
    return types.get(number - 1);
  }

  private void requireThere(int number) throws SQLException {
    if (number < 1 || number > types.size()) {
      throw SqlState.WRONG_PARAMETER.error(
          "the statement has no parameter " + number + "; it has " + types.size());
    }
  }
}
