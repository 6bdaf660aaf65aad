package io.ewig.jdbc.connection;

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
    var type = SqlTypes.named(typeName);
    List<@Nullable Object> bound = new ArrayList<>();
    for (Object element : Objects.requireNonNullElse(elements, new Object[0])) {
      bound.add(element == null ? null : Binding.bind(element, type, null, this));
    }
    return new MemoryArray(bound, type, this);
  }

  @Override
  default Struct createStruct(String typeName, @Nullable Object @Nullable [] attributes)
      throws SQLException {
    link();
    return new MemoryStruct(typeName, Objects.requireNonNullElse(attributes, new Object[0]));
  }
}
