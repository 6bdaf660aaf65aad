package io.ewig.jdbc.statement;

import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value that a call gives: its getters are those of a result's one column. */
interface OutValues extends CallableStatement {

  /**
   * The row whose first column is the parameter's value.
   *
   * @throws SQLException if the parameter gives none
   */
  ResultSet out(int number) throws SQLException;

  @Override
  default @Nullable Array getArray(int number) throws SQLException {
    return out(number).getArray(1);
  }

  @Override
  default @Nullable BigDecimal getBigDecimal(int number) throws SQLException {
    return out(number).getBigDecimal(1);
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation")
  default @Nullable BigDecimal getBigDecimal(int number, int scale) throws SQLException {
    return out(number).getBigDecimal(1, scale);
  }

  @Override
  default @Nullable Blob getBlob(int number) throws SQLException {
    return out(number).getBlob(1);
  }

  @Override
  default boolean getBoolean(int number) throws SQLException {
    return out(number).getBoolean(1);
  }

  @Override
  default byte getByte(int number) throws SQLException {
    return out(number).getByte(1);
  }

  @Override
  default byte @Nullable [] getBytes(int number) throws SQLException {
    return out(number).getBytes(1);
  }

  @Override
  default @Nullable Reader getCharacterStream(int number) throws SQLException {
    return out(number).getCharacterStream(1);
  }

  @Override
  default @Nullable Clob getClob(int number) throws SQLException {
    return out(number).getClob(1);
  }

  @Override
  default @Nullable Date getDate(int number) throws SQLException {
    return out(number).getDate(1);
  }

  @Override
  default @Nullable Date getDate(int number, Calendar calendar) throws SQLException {
    return out(number).getDate(1, calendar);
  }

  @Override
  default double getDouble(int number) throws SQLException {
    return out(number).getDouble(1);
  }

  @Override
  default float getFloat(int number) throws SQLException {
    return out(number).getFloat(1);
  }

  @Override
  default int getInt(int number) throws SQLException {
    return out(number).getInt(1);
  }

  @Override
  default long getLong(int number) throws SQLException {
    return out(number).getLong(1);
  }

  @Override
  default @Nullable Reader getNCharacterStream(int number) throws SQLException {
    return out(number).getNCharacterStream(1);
  }

  @Override
  default @Nullable NClob getNClob(int number) throws SQLException {
    return out(number).getNClob(1);
  }

  @Override
  default @Nullable String getNString(int number) throws SQLException {
    return out(number).getNString(1);
  }

  @Override
  default <T> @Nullable T getObject(int number, Class<T> type) throws SQLException {
    return out(number).getObject(1, type);
  }

  @Override
  default @Nullable Object getObject(int number) throws SQLException {
    return out(number).getObject(1);
  }

  @Override
  default @Nullable Object getObject(int number, Map<String, Class<?>> classes)
      throws SQLException {
    return out(number).getObject(1, classes);
  }

  @Override
  default @Nullable Ref getRef(int number) throws SQLException {
    return out(number).getRef(1);
  }

  @Override
  default @Nullable RowId getRowId(int number) throws SQLException {
    return out(number).getRowId(1);
  }

  @Override
  default @Nullable SQLXML getSQLXML(int number) throws SQLException {
    return out(number).getSQLXML(1);
  }

  @Override
  default short getShort(int number) throws SQLException {
    return out(number).getShort(1);
  }

  @Override
  default @Nullable String getString(int number) throws SQLException {
    return out(number).getString(1);
  }

  @Override
  default @Nullable Time getTime(int number) throws SQLException {
    return out(number).getTime(1);
  }

  @Override
  default @Nullable Time getTime(int number, Calendar calendar) throws SQLException {
    return out(number).getTime(1, calendar);
  }

  @Override
  default @Nullable Timestamp getTimestamp(int number) throws SQLException {
    return out(number).getTimestamp(1);
  }

  @Override
  default @Nullable Timestamp getTimestamp(int number, Calendar calendar) throws SQLException {
    return out(number).getTimestamp(1, calendar);
  }

  @Override
  default @Nullable URL getURL(int number) throws SQLException {
    return out(number).getURL(1);
  }
}
