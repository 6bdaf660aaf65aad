package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.value.Streams;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Every setter sets an object; what it becomes is up to the parameter's type. */
interface ParameterSetters extends PreparedStatement {

  int NO_SCALE = -1;

  void set(int number, @Nullable Object value, @Nullable Calendar calendar) throws SQLException;

  void set(int number, @Nullable Object value, int jdbcCode, int scale) throws SQLException;

  private void set(int number, @Nullable Object value) throws SQLException {
    set(number, value, null);
  }

  @Override
  default void setNull(int number, int jdbcCode) throws SQLException {
    set(number, null);
  }

  @Override
  default void setNull(int number, int jdbcCode, String typeName) throws SQLException {
    set(number, null);
  }

  @Override
  default void setBoolean(int number, boolean value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setByte(int number, byte value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setShort(int number, short value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setInt(int number, int value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setLong(int number, long value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setFloat(int number, float value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setDouble(int number, double value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setBigDecimal(int number, @Nullable BigDecimal value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setString(int number, @Nullable String value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setNString(int number, @Nullable String value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setDate(int number, @Nullable Date value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setTime(int number, @Nullable Time value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setTimestamp(int number, @Nullable Timestamp value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setObject(int number, @Nullable Object value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setArray(int number, @Nullable Array value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setBlob(int number, @Nullable Blob value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setClob(int number, @Nullable Clob value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setNClob(int number, @Nullable NClob value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setSQLXML(int number, @Nullable SQLXML value) throws SQLException {
    set(number, value);
  }

  @Override
  default void setBytes(int number, byte @Nullable [] value) throws SQLException {
    set(number, value == null ? null : value.clone());
  }

  @Override
  default void setDate(int number, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(number, value, calendar);
  }

  @Override
  default void setTime(int number, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    set(number, value, calendar);
  }

  @Override
  default void setTimestamp(int number, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    set(number, value, calendar);
  }

  @Override
  default void setObject(int number, @Nullable Object value, int jdbcCode) throws SQLException {
    set(number, value, jdbcCode, NO_SCALE);
  }

  @Override
  default void setObject(int number, @Nullable Object value, int jdbcCode, int scale)
      throws SQLException {
    set(number, value, jdbcCode, scale);
  }

  @Override
  default void setObject(int number, @Nullable Object value, SQLType type) throws SQLException {
    set(number, value, Codes.of(type), NO_SCALE);
  }

  @Override
  default void setObject(int number, @Nullable Object value, SQLType type, int scale)
      throws SQLException {
    set(number, value, Codes.of(type), scale);
  }

  @Override
  default void setURL(int number, @Nullable URL value) throws SQLException {
    set(number, value == null ? null : value.toString());
  }

  @Override
  default void setRef(int number, Ref value) throws SQLException {
    throw SqlState.UNSUPPORTED.error("there are no values of type REF");
  }

  @Override
  default void setRowId(int number, RowId value) throws SQLException {
    throw SqlState.UNSUPPORTED.error("there are no values of type ROWID");
  }

  @Override
  default void setBinaryStream(int number, @Nullable InputStream value, int length)
      throws SQLException {
    set(number, value == null ? null : Streams.bytes(value, length));
  }

  @Override
  default void setBinaryStream(int number, @Nullable InputStream value, long length)
      throws SQLException {
    set(number, value == null ? null : Streams.bytes(value, length));
  }

  @Override
  default void setBinaryStream(int number, @Nullable InputStream value) throws SQLException {
    set(number, value == null ? null : Streams.bytes(value, Streams.ALL));
  }

  @Override
  default void setBlob(int number, @Nullable InputStream value, long length) throws SQLException {
    set(number, value == null ? null : Streams.bytes(value, length));
  }

  @Override
  default void setBlob(int number, @Nullable InputStream value) throws SQLException {
    set(number, value == null ? null : Streams.bytes(value, Streams.ALL));
  }

  @Override
  default void setAsciiStream(int number, @Nullable InputStream value, int length)
      throws SQLException {
    set(number, value == null ? null : Codes.ascii(value, length));
  }

  @Override
  default void setAsciiStream(int number, @Nullable InputStream value, long length)
      throws SQLException {
    set(number, value == null ? null : Codes.ascii(value, length));
  }

  @Override
  default void setAsciiStream(int number, @Nullable InputStream value) throws SQLException {
    set(number, value == null ? null : Codes.ascii(value, Streams.ALL));
  }

  @Override
  @Deprecated
  default void setUnicodeStream(int number, @Nullable InputStream value, int length)
      throws SQLException {
    set(
        number,
        value == null ? null : new String(Streams.bytes(value, length), StandardCharsets.UTF_16BE));
  }

  @Override
  default void setCharacterStream(int number, @Nullable Reader value, int length)
      throws SQLException {
    set(number, value == null ? null : Streams.text(value, length));
  }

  @Override
  default void setCharacterStream(int number, @Nullable Reader value, long length)
      throws SQLException {
    set(number, value == null ? null : Streams.text(value, length));
  }

  @Override
  default void setCharacterStream(int number, @Nullable Reader value) throws SQLException {
    set(number, value == null ? null : Streams.text(value, Streams.ALL));
  }

  @Override
  default void setNCharacterStream(int number, @Nullable Reader value, long length)
      throws SQLException {
    set(number, value == null ? null : Streams.text(value, length));
  }

  @Override
  default void setNCharacterStream(int number, @Nullable Reader value) throws SQLException {
    set(number, value == null ? null : Streams.text(value, Streams.ALL));
  }

  @Override
  default void setClob(int number, @Nullable Reader value, long length) throws SQLException {
    set(number, value == null ? null : Streams.text(value, length));
  }

  @Override
  default void setClob(int number, @Nullable Reader value) throws SQLException {
    set(number, value == null ? null : Streams.text(value, Streams.ALL));
  }

  @Override
  default void setNClob(int number, @Nullable Reader value, long length) throws SQLException {
    set(number, value == null ? null : Streams.text(value, length));
  }

  @Override
  default void setNClob(int number, @Nullable Reader value) throws SQLException {
    set(number, value == null ? null : Streams.text(value, Streams.ALL));
  }
}
