package io.ewig.jdbc.metadata;

import org.jspecify.annotations.Nullable;

/** A row that INFORMATION_SCHEMA gave; columns count from 0. */
final class Facts {

  private final @Nullable Object[] row;

  Facts(@Nullable Object[] row) {
    this.row = row;
  }

  @Nullable Object value(int column) {
    return row[column];
  }

  @Nullable String text(int column) {
    Object value = row[column];
    return value == null ? null : value.toString();
  }

  /** What cannot be missing. */
  String name(int column) {
    String text = text(column);
    if (text == null) {
      throw new IllegalStateException(
          "column " + column + " of a row of INFORMATION_SCHEMA is null");
    }
    return text;
  }

  boolean isYes(int column) {
    return "YES".equals(text(column));
  }

  @Nullable Integer integer(int column) {
    return row[column] instanceof Number number ? number.intValue() : null;
  }

  int integer(int column, int ifNull) {
    Integer value = integer(column);
    return value == null ? ifNull : value;
  }

  @Nullable Short small(int column) {
    return row[column] instanceof Number number ? number.shortValue() : null;
  }

  @Nullable Long big(int column) {
    return row[column] instanceof Number number ? number.longValue() : null;
  }
}
