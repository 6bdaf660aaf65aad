package io.ewig.jdbc.link;

/**
 * A column of a result.
 *
 * @param label its alias, or its name
 * @param name in its table, if it is a plain column, else the label
 * @param table that it comes from, or "" if it is computed; schema alike
 */
public record ColumnInfo(
    String label,
    String name,
    String table,
    String schema,
    ValueType type,
    Nullability nullability,
    boolean isAutoIncrement) {

  /** Whether nulls can come. */
  public enum Nullability {
    NO,
    YES,
    UNKNOWN
  }
}
