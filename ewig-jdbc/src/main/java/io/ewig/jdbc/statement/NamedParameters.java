package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import java.io.InputStream;
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
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses names of parameters: functions have none that are known. */
interface NamedParameters extends CallableStatement {

  private static SQLException refusal(String name) {
    return SqlState.UNSUPPORTED.error(
        "parameters of calls have no names, so there is no '" + name + "'; count them from 1");
  }

  @Override
  default @Nullable Array getArray(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable BigDecimal getBigDecimal(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Blob getBlob(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default boolean getBoolean(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default byte getByte(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default byte @Nullable [] getBytes(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Reader getCharacterStream(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Clob getClob(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Date getDate(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Date getDate(String name, Calendar calendar) throws SQLException {
    throw refusal(name);
  }

  @Override
  default double getDouble(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default float getFloat(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default int getInt(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default long getLong(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Reader getNCharacterStream(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable NClob getNClob(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable String getNString(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default <T> @Nullable T getObject(String name, Class<T> type) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Object getObject(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Object getObject(String name, Map<String, Class<?>> classes)
      throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Ref getRef(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable RowId getRowId(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable SQLXML getSQLXML(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default short getShort(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable String getString(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Time getTime(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Time getTime(String name, Calendar calendar) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Timestamp getTimestamp(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable Timestamp getTimestamp(String name, Calendar calendar) throws SQLException {
    throw refusal(name);
  }

  @Override
  default @Nullable URL getURL(String name) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void registerOutParameter(String name, int sqlType) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void registerOutParameter(String name, int sqlType, int scale) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void registerOutParameter(String name, int sqlType, String typeName) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void registerOutParameter(String name, SQLType sqlType) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void registerOutParameter(String name, SQLType sqlType, int scale) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void registerOutParameter(String name, SQLType sqlType, String typeName)
      throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setAsciiStream(String name, InputStream value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setAsciiStream(String name, InputStream value, int length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setAsciiStream(String name, InputStream value, long length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBigDecimal(String name, BigDecimal value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBinaryStream(String name, InputStream value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBinaryStream(String name, InputStream value, int length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBinaryStream(String name, InputStream value, long length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBlob(String name, InputStream value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBlob(String name, InputStream value, long length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBlob(String name, Blob value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBoolean(String name, boolean value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setByte(String name, byte value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setBytes(String name, byte[] value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setCharacterStream(String name, Reader value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setCharacterStream(String name, Reader value, int length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setCharacterStream(String name, Reader value, long length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setClob(String name, Reader value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setClob(String name, Reader value, long length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setClob(String name, Clob value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setDate(String name, Date value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setDate(String name, Date value, Calendar calendar) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setDouble(String name, double value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setFloat(String name, float value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setInt(String name, int value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setLong(String name, long value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setNCharacterStream(String name, Reader value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setNCharacterStream(String name, Reader value, long length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setNClob(String name, Reader value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setNClob(String name, Reader value, long length) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setNClob(String name, NClob value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setNString(String name, String value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setNull(String name, int value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setNull(String name, int value, String typeName) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setObject(String name, Object value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setObject(String name, Object value, int scale) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setObject(String name, Object value, int sqlType, int scale) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setObject(String name, Object value, SQLType sqlType) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setObject(String name, Object value, SQLType sqlType, int scale)
      throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setRowId(String name, RowId value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setSQLXML(String name, SQLXML value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setShort(String name, short value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setString(String name, String value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setTime(String name, Time value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setTime(String name, Time value, Calendar calendar) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setTimestamp(String name, Timestamp value) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setTimestamp(String name, Timestamp value, Calendar calendar) throws SQLException {
    throw refusal(name);
  }

  @Override
  default void setURL(String name, URL value) throws SQLException {
    throw refusal(name);
  }
}
