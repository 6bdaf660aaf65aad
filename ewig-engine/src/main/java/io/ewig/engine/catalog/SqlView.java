package io.ewig.engine.catalog;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.schema.Names;
import io.ewig.engine.schema.Table;
import java.util.List;

/**
 * A query with a name. The engine keeps its text and does not read it: whether it can be answered,
 * and from what, is SQL's affair.
 *
 * @param columns their names; none if they are called as in the query
 * @param sql the query
 */
public record SqlView(String schema, String name, List<String> columns, String sql, String comment)
    implements CatalogObject {

  /** Nobody writes more by hand; a generated one of that length still fits into a document. */
  public static final int SQL_BYTES_MAX = 1 << 20;

  static final String KIND = "view";

  public SqlView {
    columns = List.copyOf(columns);
    CatalogObject.key(KIND, schema, name);
    CatalogObject.requireComment(comment, "view '" + name + "'");
    columns.forEach(column -> Names.require(column, "a column"));
    Names.requireBytes(sql, SQL_BYTES_MAX, "the query of view '" + name + "'");
    if (sql.isBlank()) {
      throw new UserException(ErrorCode.SYNTAX_ERROR, "view '" + name + "' has no query; give one");
    }
    if (columns.size() > Table.COLUMNS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "view '"
              + name
              + "' has "
              + columns.size()
              + " columns; "
              + Table.COLUMNS_MAX
              + " are the limit");
    }
    if (columns.stream().distinct().count() < columns.size()) {
      throw new UserException(
          ErrorCode.DUPLICATE_COLUMN,
          "two columns of view '" + name + "' have one name in " + columns + "; rename one");
    }
  }

  static SqlView of(Members members, String comment) {
    return new SqlView(
        members.text("schema"),
        members.text("name"),
        members.texts("columns"),
        members.text("sql"),
        comment);
  }

  static String keyOf(String schema, String name) {
    return CatalogObject.key(KIND, schema, name);
  }

  @Override
  public String key() {
    return keyOf(schema, name);
  }

  public SqlView withComment(String text) {
    return new SqlView(schema, name, columns, sql, text);
  }

  @Override
  public JsonObject definition() {
    return JsonObject.of("kind", JsonText.of(KIND))
        .with("schema", JsonText.of(schema))
        .with("name", JsonText.of(name))
        .with("columns", JsonArray.of(columns.stream().map(JsonText::of).toList()))
        .with("sql", JsonText.of(sql));
  }

  @Override
  public String toString() {
    return "view " + schema + "." + name;
  }
}
