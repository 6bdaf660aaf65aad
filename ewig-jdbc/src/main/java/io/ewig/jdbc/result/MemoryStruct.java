package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row value. */
public final class MemoryStruct implements Struct {

  private final String typeName;
  private final @Nullable Object[] attributes;

  public MemoryStruct(String typeName, @Nullable Object[] attributes) {
    this.typeName = typeName;
    this.attributes = attributes.clone();
  }

  @Override
  public String getSQLTypeName() {
    return typeName;
  }

  @Override
  public @Nullable Object[] getAttributes() {
    return attributes.clone();
  }

  @Override
  public @Nullable Object[] getAttributes(Map<String, Class<?>> types) throws SQLException {
    if (types != null && !types.isEmpty()) {
      throw SqlState.UNSUPPORTED.error("types cannot be mapped to classes by name");
    }
    return getAttributes();
  }

  @Override
  public String toString() {
    return typeName + Arrays.toString(attributes);
  }
}
