package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.PlainElements;
import io.ewig.jdbc.value.SessionZone;
import io.ewig.jdbc.value.SqlTypes;
import io.ewig.jdbc.value.Texts;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array in memory; elements count from 1. */
public final class MemoryArray implements Array, PlainElements {

  private @Nullable List<?> elements;
  private final ValueType type;
  private final SessionZone session;

  /**
   * @param elements plain values of the type, or null
   */
  public MemoryArray(List<?> elements, ValueType type, SessionZone session) {
    this.elements = Collections.unmodifiableList(new ArrayList<>(elements));
    this.type = type;
    this.session = session;
  }

  @Override
  public String getBaseTypeName() {
    return type.name();
  }

  @Override
  public int getBaseType() {
    return type.jdbcCode();
  }

  @Override
  public List<?> plainElements() throws SQLException {
    return elements();
  }

  @Override
  public Object getArray() throws SQLException {
    return JavaTypes.elements(elements(), type, session);
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    return JavaTypes.elements(slice(index, count), type, session);
  }

  @Override
  public Object getArray(Map<String, Class<?>> types) throws SQLException {
    refuse(types);
    return getArray();
  }

  @Override
  public Object getArray(long index, int count, Map<String, Class<?>> types) throws SQLException {
    refuse(types);
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return rows(1, elements());
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return rows(index, slice(index, count));
  }

  @Override
  public ResultSet getResultSet(Map<String, Class<?>> types) throws SQLException {
    refuse(types);
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count, Map<String, Class<?>> types)
      throws SQLException {
    refuse(types);
    return getResultSet(index, count);
  }

  @Override
  public void free() {
    elements = null;
  }

  /** As SQL writes it, for tools that show whatever they get. */
  @Override
  public String toString() {
    try {
      return elements == null ? "[]" : Texts.of(elements, session);
    } catch (SQLException e) {
      return String.valueOf(elements);
    }
  }

  private ResultSet rows(long first, List<?> values) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    long index = first;
    for (Object value : values) {
      rows.add(new @Nullable Object[] {index++, value});
    }
    List<ColumnInfo> columns =
        List.of(ListRows.column("INDEX", SqlTypes.BIGINT), ListRows.column("VALUE", type));
    return new EwigResultSet(new ListRows(columns, rows), Reading.plain(session));
  }

  private List<?> slice(long index, int count) throws SQLException {
    List<?> present = elements();
    if (index < 1 || count < 0 || index > present.size() + 1L) {
      throw SqlState.INVALID_ARGUMENT.error(
          count
              + " elements from "
              + index
              + " on are not within the "
              + present.size()
              + " of the array");
    }
    int start = (int) index - 1;
    return present.subList(start, (int) Math.min(present.size(), (long) start + count));
  }

  private List<?> elements() throws SQLException {
    List<?> present = elements;
    if (present == null) {
      throw SqlState.INVALID_ARGUMENT.error("the Array was freed");
    }
    return present;
  }

  private static void refuse(@Nullable Map<String, Class<?>> types) throws SQLException {
    if (types != null && !types.isEmpty()) {
      throw SqlState.UNSUPPORTED.error("types cannot be mapped to classes by name");
    }
  }
}
