package io.ewig.calcite.moment;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** The name of a relation with its schema. */
public record QualifiedName(String schema, String name) {

  /**
   * The name that stands in a statement as {@code [[catalog.]schema.]name}.
   *
   * @param defaultSchema of a name without one
   * @param catalog the only one there is
   */
  public static QualifiedName of(SqlIdentifier name, String defaultSchema, String catalog) {
    List<String> parts = name.names;
    int last = parts.size() - 1;
    if (last > 2 || (last == 2 && !parts.get(0).equals(catalog))) {
      throw new UserException(
          ErrorCode.UNKNOWN_TABLE,
          "there is no table "
              + name
              + ": this database is called "
              + catalog
              + Place.of(name).behind());
    }
    return new QualifiedName(last == 0 ? defaultSchema : parts.get(last - 1), parts.get(last));
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
