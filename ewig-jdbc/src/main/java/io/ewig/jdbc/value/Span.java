package io.ewig.jdbc.value;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;

/** Positions in LOBs: they count from 1. */
final class Span {

  private Span() {}

  /** The index of a position, which may be one past the end. */
  static int start(long position, int size) throws SQLException {
    if (position < 1 || position > size + 1L) {
      throw SqlState.INVALID_ARGUMENT.error(
          "a position lies between 1 and " + (size + 1L) + ", but " + position + " does not");
    }
    return (int) position - 1;
  }

  static int end(int start, int length, int size) throws SQLException {
    return (int) Math.min(size, (long) start + length(length));
  }

  static int length(long length) throws SQLException {
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw SqlState.INVALID_ARGUMENT.error(
          "a length lies between 0 and " + Integer.MAX_VALUE + ", but " + length + " does not");
    }
    return (int) length;
  }

  static void requireWithin(int offset, int length, int size) throws SQLException {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw SqlState.INVALID_ARGUMENT.error(
          length + " from " + offset + " on are not within the " + size + " that were given");
    }
  }
}
