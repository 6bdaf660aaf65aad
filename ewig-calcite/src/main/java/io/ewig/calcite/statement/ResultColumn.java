package io.ewig.calcite.statement;

import org.apache.calcite.rel.type.RelDataType;

/**
 * A column of a result.
 *
 * @param label its alias, or its name
 * @param name in its table if it is a plain column, else the label
 * @param table that it comes from, or "" if it is computed; schema alike
 */
public record ResultColumn(
    String label,
    String name,
    String table,
    String schema,
    RelDataType type,
    boolean isAutoIncrement) {

  /** A column that no table has. */
  public static ResultColumn computed(String label, RelDataType type) {
    return new ResultColumn(label, label, "", "", type, false);
  }
}
