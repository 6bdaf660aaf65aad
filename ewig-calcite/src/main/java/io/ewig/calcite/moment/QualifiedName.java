package io.ewig.calcite.moment;

import org.apache.calcite.sql.SqlNode;

/** The name of a relation with its schema. */
public record QualifiedName(String schema, String name) {

  @Override
  public String toString() {
    return schema + "." + name;
  }

  /** Where something stands in a statement, for error texts. */
  public static String at(SqlNode node) {
    return " (line "
        + node.getParserPosition().getLineNum()
        + ", column "
        + node.getParserPosition().getColumnNum()
        + ")";
  }
}
