package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.Bits;
import io.ewig.jdbc.value.Calendars;
import io.ewig.jdbc.value.MemoryBlob;
import io.ewig.jdbc.value.MemoryClob;
import io.ewig.jdbc.value.Numbers;
import io.ewig.jdbc.value.SessionZone;
import io.ewig.jdbc.value.Texts;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
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

/** Every getter by number, from the plain value of the column. */
interface TypedRows extends ResultSet {

  /** The value in the row at hand, from 1; {@code wasNull} speaks of it from then on. */
  @Nullable Object value(int column) throws SQLException;

  ValueType type(int column) throws SQLException;

  SessionZone session();

  @Override
  default boolean getBoolean(int column) throws SQLException {
    Object value = value(column);
    return value != null && Numbers.toBoolean(value);
  }

  @Override
  default byte getByte(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Numbers.toByte(value);
  }

  @Override
  default short getShort(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Numbers.toShort(value);
  }

  @Override
  default int getInt(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Numbers.toInt(value);
  }

  @Override
  default long getLong(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Numbers.toLong(value);
  }

  @Override
  default float getFloat(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Numbers.toFloat(value);
  }

  @Override
  default double getDouble(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Numbers.toDouble(value);
  }

  @Override
  default @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Numbers.toDecimal(value);
  }

  @Override
  @Deprecated
  default @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : Numbers.scaled(value, scale);
  }

  @Override
  default @Nullable String getString(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Texts.of(value, session());
  }

  @Override
  default @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  default byte @Nullable [] getBytes(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Bits.of(value);
  }

  @Override
  default @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  default @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(column);
    return value == null ? null : Calendars.toDate(value, calendar, session());
  }

  @Override
  default @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  default @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(column);
    return value == null ? null : Calendars.toTime(value, calendar, session());
  }

  @Override
  default @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  default @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    Object value = value(column);
    return value == null ? null : Calendars.toTimestamp(value, calendar, session());
  }

  @Override
  default @Nullable Object getObject(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : JavaTypes.usual(value, type(column), session());
  }

  @Override
  default <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    Object value = value(column);
    return value == null ? null : JavaTypes.as(type, value, type(column), session());
  }

  @Override
  default @Nullable Object getObject(int column, Map<String, Class<?>> types) throws SQLException {
    if (types != null && !types.isEmpty()) {
      throw SqlState.UNSUPPORTED.error("types cannot be mapped to classes by name");
    }
    return getObject(column);
  }

  @Override
  default @Nullable Array getArray(int column) throws SQLException {
    return getObject(column, Array.class);
  }

  @Override
  default @Nullable Blob getBlob(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new MemoryBlob(bytes);
  }

  @Override
  default @Nullable Clob getClob(int column) throws SQLException {
    return getNClob(column);
  }

  @Override
  default @Nullable NClob getNClob(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new MemoryClob(text);
  }

  @Override
  default @Nullable InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  default @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  @Deprecated
  default @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16BE));
  }

  @Override
  default @Nullable Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  default @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  default Ref getRef(int column) throws SQLException {
    throw Refusals.type("REF");
  }

  @Override
  default RowId getRowId(int column) throws SQLException {
    throw Refusals.type("ROWID");
  }

  @Override
  default SQLXML getSQLXML(int column) throws SQLException {
    throw Refusals.type("XML");
  }

  @Override
  default URL getURL(int column) throws SQLException {
    throw Refusals.type("DATALINK");
  }
}
