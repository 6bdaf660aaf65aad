package io.ewig.jdbc.error;

import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** Gives itself as whatever it is, and says so if it is not. */
public interface Unwrapping extends Wrapper {

  @Override
  default <T> T unwrap(Class<T> type) throws SQLException {
    requireType(type);
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw SqlState.INVALID_ARGUMENT.error(
        getClass().getSimpleName() + " is no " + type.getName() + " and holds none");
  }

  @Override
  default boolean isWrapperFor(Class<?> type) throws SQLException {
    requireType(type);
    return type.isInstance(this);
  }

  /** Refuses null, as what was asked for. */
  static void requireType(@Nullable Class<?> type) throws SQLException {
    if (type == null) {
      throw SqlState.INVALID_ARGUMENT.error("what to unwrap is null; name a class");
    }
  }
}
