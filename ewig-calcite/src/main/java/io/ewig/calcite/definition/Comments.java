package io.ewig.calcite.definition;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.catalog.Schema;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Alteration;
import io.ewig.parser.definition.Comment;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** COMMENT ON. */
final class Comments {

  private Comments() {}

  static void comment(Comment comment, Definer definer) {
    String text = comment.text().orElse("");
    SqlIdentifier name = comment.name();
    switch (comment.kind()) {
      case TABLE ->
          definer.transaction().alter(definer.table(name), new Alteration.SetComment(text));
      case COLUMN -> {
        List<String> parts = name.names;
        if (name.isSimple()) {
          throw new UserException(
              ErrorCode.SYNTAX_ERROR,
              "whose column '"
                  + name.getSimple()
                  + "' is meant is not said; write COMMENT ON COLUMN table."
                  + name.getSimple());
        }
        SqlIdentifier table = name.skipLast(1);
        definer
            .transaction()
            .alter(
                definer.table(table),
                new Alteration.SetColumnComment(parts.get(parts.size() - 1), text));
      }
      case VIEW -> {
        QualifiedName full = definer.known(name);
        SqlView view =
            definer
                .catalog()
                .findView(full.schema(), full.name())
                .orElseThrow(
                    () -> new UserException(ErrorCode.UNKNOWN_TABLE, "there is no view " + full));
        definer.transaction().replace(view.withComment(text));
      }
      case SEQUENCE -> definer.transaction().replace(definer.sequence(name).withComment(text));
      case SCHEMA -> schema(name, text, definer);
      case INDEX ->
          throw new UserException(
              ErrorCode.UNSUPPORTED,
              "comments are for tables, columns, views, sequences and schemas");
    }
  }

  /** The schema that is always there is declared for its comment. */
  private static void schema(SqlIdentifier name, String text, Definer definer) {
    String simple = name.names.get(name.names.size() - 1);
    definer.require(new Subject.OfSchema(simple));
    Schema schema =
        definer.catalog().schemas().stream()
            .filter(known -> known.name().equals(simple))
            .findFirst()
            .orElseThrow(
                () -> new UserException(ErrorCode.UNKNOWN_SCHEMA, "there is no schema " + simple));
    definer.transaction().replace(schema.withComment(text));
  }
}
