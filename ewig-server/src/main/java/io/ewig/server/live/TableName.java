package io.ewig.server.live;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;

/** A table as a message names it: {@code plants} or {@code garden.plants}, as it was written. */
record TableName(String schema, String name) {

  /**
   * @param schemaUsual where it is if the text does not say
   */
  static TableName of(String text, String schemaUsual) {
    List<String> parts = List.of(text.split("\\.", -1));
    if (parts.size() > 2 || parts.contains("")) {
      throw new UserException(
          ErrorCode.INVALID_NAME, "a table is named table or schema.table, not '" + text + "'");
    }
    return parts.size() == 1
        ? new TableName(schemaUsual, text)
        : new TableName(parts.get(0), parts.get(1));
  }

  String sql() {
    return quoted(schema) + "." + quoted(name);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
