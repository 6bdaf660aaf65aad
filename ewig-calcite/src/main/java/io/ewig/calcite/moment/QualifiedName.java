package io.ewig.calcite.moment;

import io.ewig.calcite.execution.SearchPath;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlIdentifier;

/** The name of a relation with its schema. */
public record QualifiedName(String schema, String name) {

  /**
   * The name that stands in a statement as {@code [[catalog.]schema.]name}.
   *
   * @param path where a name without a schema is looked up
   * @param catalog the only one there is
   * @param has whether there is something of a name
   */
  public static QualifiedName of(
      SqlIdentifier name, SearchPath path, String catalog, Predicate<QualifiedName> has) {
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
    String simple = parts.get(last);
    return new QualifiedName(
        last > 0
            ? parts.get(last - 1)
            : path.find(schema -> has.test(new QualifiedName(schema, simple))),
        simple);
  }

  /**
   * What to say of a name that means nothing, if it would without quotes: those keep capitals.
   *
   * @param has whether there is something of a name
   */
  public String hint(Predicate<QualifiedName> has) {
    QualifiedName folded =
        new QualifiedName(schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    return !folded.equals(this) && has.test(folded)
        ? "; there is " + folded + ", which is written in small letters where it is quoted"
        : "";
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
