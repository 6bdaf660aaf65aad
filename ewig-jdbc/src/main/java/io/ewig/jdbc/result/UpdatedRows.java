package io.ewig.jdbc.result;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/**
 * Every update is a setter of a parameter, called later, when the row is written. Design note: long
 * because {@code ResultSet} has a hundred of them.
 */
interface UpdatedRows extends ResultSet {

  /** What is done to rows here; refuses it where they are read only. */
  Edits edits() throws SQLException;

  private int place(String label) throws SQLException {
    edits();
    return findColumn(label);
  }

  @Override
  default void insertRow() throws SQLException {
    edits().insert();
  }

  @Override
  default void deleteRow() throws SQLException {
    edits().delete();
  }

  @Override
  default void refreshRow() throws SQLException {
    edits().refresh();
  }

  @Override
  default void cancelRowUpdates() throws SQLException {
    edits().cancel();
  }

  @Override
  default void moveToInsertRow() throws SQLException {
    edits().beginInsert();
  }

  @Override
  default void moveToCurrentRow() throws SQLException {
    edits().endInsert();
  }

  @Override
  default void updateArray(String label, Array value) throws SQLException {
    updateArray(place(label), value);
  }

  @Override
  default void updateArray(int column, Array value) throws SQLException {
    edits().change(column, (to, place) -> to.setArray(place, value));
  }

  @Override
  default void updateAsciiStream(String label, InputStream value, int length) throws SQLException {
    updateAsciiStream(place(label), value, length);
  }

  @Override
  default void updateAsciiStream(String label, InputStream value, long length) throws SQLException {
    updateAsciiStream(place(label), value, length);
  }

  @Override
  default void updateAsciiStream(String label, InputStream value) throws SQLException {
    updateAsciiStream(place(label), value);
  }

  @Override
  default void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
    edits().change(column, (to, place) -> to.setAsciiStream(place, value, length));
  }

  @Override
  default void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
    edits().change(column, (to, place) -> to.setAsciiStream(place, value, length));
  }

  @Override
  default void updateAsciiStream(int column, InputStream value) throws SQLException {
    edits().change(column, (to, place) -> to.setAsciiStream(place, value));
  }

  @Override
  default void updateBigDecimal(String label, BigDecimal value) throws SQLException {
    updateBigDecimal(place(label), value);
  }

  @Override
  default void updateBigDecimal(int column, BigDecimal value) throws SQLException {
    edits().change(column, (to, place) -> to.setBigDecimal(place, value));
  }

  @Override
  default void updateBinaryStream(String label, InputStream value, int length) throws SQLException {
    updateBinaryStream(place(label), value, length);
  }

  @Override
  default void updateBinaryStream(String label, InputStream value, long length)
      throws SQLException {
    updateBinaryStream(place(label), value, length);
  }

  @Override
  default void updateBinaryStream(String label, InputStream value) throws SQLException {
    updateBinaryStream(place(label), value);
  }

  @Override
  default void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
    edits().change(column, (to, place) -> to.setBinaryStream(place, value, length));
  }

  @Override
  default void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
    edits().change(column, (to, place) -> to.setBinaryStream(place, value, length));
  }

  @Override
  default void updateBinaryStream(int column, InputStream value) throws SQLException {
    edits().change(column, (to, place) -> to.setBinaryStream(place, value));
  }

  @Override
  default void updateBlob(String label, InputStream value, long length) throws SQLException {
    updateBlob(place(label), value, length);
  }

  @Override
  default void updateBlob(String label, InputStream value) throws SQLException {
    updateBlob(place(label), value);
  }

  @Override
  default void updateBlob(String label, Blob value) throws SQLException {
    updateBlob(place(label), value);
  }

  @Override
  default void updateBlob(int column, InputStream value, long length) throws SQLException {
    edits().change(column, (to, place) -> to.setBlob(place, value, length));
  }

  @Override
  default void updateBlob(int column, InputStream value) throws SQLException {
    edits().change(column, (to, place) -> to.setBlob(place, value));
  }

  @Override
  default void updateBlob(int column, Blob value) throws SQLException {
    edits().change(column, (to, place) -> to.setBlob(place, value));
  }

  @Override
  default void updateBoolean(String label, boolean value) throws SQLException {
    updateBoolean(place(label), value);
  }

  @Override
  default void updateBoolean(int column, boolean value) throws SQLException {
    edits().change(column, (to, place) -> to.setBoolean(place, value));
  }

  @Override
  default void updateByte(String label, byte value) throws SQLException {
    updateByte(place(label), value);
  }

  @Override
  default void updateByte(int column, byte value) throws SQLException {
    edits().change(column, (to, place) -> to.setByte(place, value));
  }

  @Override
  default void updateBytes(String label, byte[] value) throws SQLException {
    updateBytes(place(label), value);
  }

  @Override
  default void updateBytes(int column, byte[] value) throws SQLException {
    edits().change(column, (to, place) -> to.setBytes(place, value));
  }

  @Override
  default void updateCharacterStream(String label, Reader value, int length) throws SQLException {
    updateCharacterStream(place(label), value, length);
  }

  @Override
  default void updateCharacterStream(String label, Reader value, long length) throws SQLException {
    updateCharacterStream(place(label), value, length);
  }

  @Override
  default void updateCharacterStream(String label, Reader value) throws SQLException {
    updateCharacterStream(place(label), value);
  }

  @Override
  default void updateCharacterStream(int column, Reader value, int length) throws SQLException {
    edits().change(column, (to, place) -> to.setCharacterStream(place, value, length));
  }

  @Override
  default void updateCharacterStream(int column, Reader value, long length) throws SQLException {
    edits().change(column, (to, place) -> to.setCharacterStream(place, value, length));
  }

  @Override
  default void updateCharacterStream(int column, Reader value) throws SQLException {
    edits().change(column, (to, place) -> to.setCharacterStream(place, value));
  }

  @Override
  default void updateClob(String label, Reader value, long length) throws SQLException {
    updateClob(place(label), value, length);
  }

  @Override
  default void updateClob(String label, Reader value) throws SQLException {
    updateClob(place(label), value);
  }

  @Override
  default void updateClob(String label, Clob value) throws SQLException {
    updateClob(place(label), value);
  }

  @Override
  default void updateClob(int column, Reader value, long length) throws SQLException {
    edits().change(column, (to, place) -> to.setClob(place, value, length));
  }

  @Override
  default void updateClob(int column, Reader value) throws SQLException {
    edits().change(column, (to, place) -> to.setClob(place, value));
  }

  @Override
  default void updateClob(int column, Clob value) throws SQLException {
    edits().change(column, (to, place) -> to.setClob(place, value));
  }

  @Override
  default void updateDate(String label, Date value) throws SQLException {
    updateDate(place(label), value);
  }

  @Override
  default void updateDate(int column, Date value) throws SQLException {
    edits().change(column, (to, place) -> to.setDate(place, value));
  }

  @Override
  default void updateDouble(String label, double value) throws SQLException {
    updateDouble(place(label), value);
  }

  @Override
  default void updateDouble(int column, double value) throws SQLException {
    edits().change(column, (to, place) -> to.setDouble(place, value));
  }

  @Override
  default void updateFloat(String label, float value) throws SQLException {
    updateFloat(place(label), value);
  }

  @Override
  default void updateFloat(int column, float value) throws SQLException {
    edits().change(column, (to, place) -> to.setFloat(place, value));
  }

  @Override
  default void updateInt(String label, int value) throws SQLException {
    updateInt(place(label), value);
  }

  @Override
  default void updateInt(int column, int value) throws SQLException {
    edits().change(column, (to, place) -> to.setInt(place, value));
  }

  @Override
  default void updateLong(String label, long value) throws SQLException {
    updateLong(place(label), value);
  }

  @Override
  default void updateLong(int column, long value) throws SQLException {
    edits().change(column, (to, place) -> to.setLong(place, value));
  }

  @Override
  default void updateNCharacterStream(String label, Reader value, long length) throws SQLException {
    updateNCharacterStream(place(label), value, length);
  }

  @Override
  default void updateNCharacterStream(String label, Reader value) throws SQLException {
    updateNCharacterStream(place(label), value);
  }

  @Override
  default void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
    edits().change(column, (to, place) -> to.setNCharacterStream(place, value, length));
  }

  @Override
  default void updateNCharacterStream(int column, Reader value) throws SQLException {
    edits().change(column, (to, place) -> to.setNCharacterStream(place, value));
  }

  @Override
  default void updateNClob(String label, Reader value, long length) throws SQLException {
    updateNClob(place(label), value, length);
  }

  @Override
  default void updateNClob(String label, Reader value) throws SQLException {
    updateNClob(place(label), value);
  }

  @Override
  default void updateNClob(String label, NClob value) throws SQLException {
    updateNClob(place(label), value);
  }

  @Override
  default void updateNClob(int column, Reader value, long length) throws SQLException {
    edits().change(column, (to, place) -> to.setNClob(place, value, length));
  }

  @Override
  default void updateNClob(int column, Reader value) throws SQLException {
    edits().change(column, (to, place) -> to.setNClob(place, value));
  }

  @Override
  default void updateNClob(int column, NClob value) throws SQLException {
    edits().change(column, (to, place) -> to.setNClob(place, value));
  }

  @Override
  default void updateNString(String label, String value) throws SQLException {
    updateNString(place(label), value);
  }

  @Override
  default void updateNString(int column, String value) throws SQLException {
    edits().change(column, (to, place) -> to.setNString(place, value));
  }

  @Override
  default void updateNull(String label) throws SQLException {
    updateNull(place(label));
  }

  @Override
  default void updateNull(int column) throws SQLException {
    edits().change(column, (to, place) -> to.setObject(place, null));
  }

  @Override
  default void updateObject(String label, Object value, int length) throws SQLException {
    updateObject(place(label), value, length);
  }

  @Override
  default void updateObject(String label, Object value, SQLType type, int scale)
      throws SQLException {
    updateObject(place(label), value, type, scale);
  }

  @Override
  default void updateObject(String label, Object value, SQLType type) throws SQLException {
    updateObject(place(label), value, type);
  }

  @Override
  default void updateObject(String label, Object value) throws SQLException {
    updateObject(place(label), value);
  }

  @Override
  default void updateObject(int column, Object value, int length) throws SQLException {
    edits().change(column, (to, place) -> to.setObject(place, value));
  }

  @Override
  default void updateObject(int column, Object value, SQLType type, int scale) throws SQLException {
    edits().change(column, (to, place) -> to.setObject(place, value, type, scale));
  }

  @Override
  default void updateObject(int column, Object value, SQLType type) throws SQLException {
    edits().change(column, (to, place) -> to.setObject(place, value, type));
  }

  @Override
  default void updateObject(int column, Object value) throws SQLException {
    edits().change(column, (to, place) -> to.setObject(place, value));
  }

  @Override
  default void updateRef(String label, Ref value) throws SQLException {
    updateRef(place(label), value);
  }

  @Override
  default void updateRef(int column, Ref value) throws SQLException {
    edits().change(column, (to, place) -> to.setRef(place, value));
  }

  @Override
  default void updateRow() throws SQLException {
    edits().update();
  }

  @Override
  default void updateRowId(String label, RowId value) throws SQLException {
    updateRowId(place(label), value);
  }

  @Override
  default void updateRowId(int column, RowId value) throws SQLException {
    edits().change(column, (to, place) -> to.setRowId(place, value));
  }

  @Override
  default void updateSQLXML(String label, SQLXML value) throws SQLException {
    updateSQLXML(place(label), value);
  }

  @Override
  default void updateSQLXML(int column, SQLXML value) throws SQLException {
    edits().change(column, (to, place) -> to.setSQLXML(place, value));
  }

  @Override
  default void updateShort(String label, short value) throws SQLException {
    updateShort(place(label), value);
  }

  @Override
  default void updateShort(int column, short value) throws SQLException {
    edits().change(column, (to, place) -> to.setShort(place, value));
  }

  @Override
  default void updateString(String label, String value) throws SQLException {
    updateString(place(label), value);
  }

  @Override
  default void updateString(int column, String value) throws SQLException {
    edits().change(column, (to, place) -> to.setString(place, value));
  }

  @Override
  default void updateTime(String label, Time value) throws SQLException {
    updateTime(place(label), value);
  }

  @Override
  default void updateTime(int column, Time value) throws SQLException {
    edits().change(column, (to, place) -> to.setTime(place, value));
  }

  @Override
  default void updateTimestamp(String label, Timestamp value) throws SQLException {
    updateTimestamp(place(label), value);
  }

  @Override
  default void updateTimestamp(int column, Timestamp value) throws SQLException {
    edits().change(column, (to, place) -> to.setTimestamp(place, value));
  }
}
