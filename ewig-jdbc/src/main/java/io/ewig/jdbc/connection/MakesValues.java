package io.ewig.jdbc.connection;

import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.result.MemoryArray;
import io.ewig.jdbc.result.MemoryStruct;
import io.ewig.jdbc.statement.Session;
import io.ewig.jdbc.value.Binding;
import io.ewig.jdbc.value.MemoryBlob;
import io.ewig.jdbc.value.MemoryClob;
import io.ewig.jdbc.value.SqlTypes;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the values that have no class of their own in Java; all of them are in memory. */
interface MakesValues extends Connection, Session {

  @Override
  default Clob createClob() throws SQLException {
    return createNClob();
  }

  @Override
  default NClob createNClob() throws SQLException {
    link();
    return new MemoryClob("");
  }

  @Override
  default Blob createBlob() throws SQLException {
    link();
    return new MemoryBlob(new byte[0]);
  }

  @Override
  default Array createArrayOf(String typeName, @Nullable Object @Nullable [] elements)
      throws SQLException {
    link();
    @Nullable Object[] given = Objects.requireNonNullElse(elements, new Object[0]);
    ValueType type = SqlTypes.named(typeName);
    for (int depth = depth(given); depth > 1; depth--) {
      type = SqlTypes.arrayOf(type);
    }
    List<@Nullable Object> bound = new ArrayList<>();
    for (Object element : given) {
      bound.add(element == null ? null : Binding.bind(element, type, null, this));
    }
    return new MemoryArray(bound, type, this);
  }

  /** How many brackets are around what is first in it; the type is that of what is innermost. */
  private static int depth(@Nullable Object[] elements) {
    int depth = 1;
    for (Object element : elements) {
      if (element instanceof Object[] nested) {
        depth = Math.max(depth, 1 + depth(nested));
      } else if (element instanceof Collection<?> nested) {
        depth = Math.max(depth, 1 + depth(nested.toArray()));
      }
    }
    return depth;
  }

  @Override
  default Struct createStruct(String typeName, @Nullable Object @Nullable [] attributes)
      throws SQLException {
    link();
    return new MemoryStruct(typeName, Objects.requireNonNullElse(attributes, new Object[0]));
  }
}
