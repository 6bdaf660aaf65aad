package io.ewig.calcite.definition;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.catalog.Schema;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.SqlText;
import io.ewig.parser.node.TreeCopy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.ddl.SqlCreateSchema;
import org.apache.calcite.sql.ddl.SqlCreateView;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/** CREATE VIEW and CREATE SCHEMA. */
final class Views {

  private Views() {}

  /** Makes a view, and makes sure that it can be read. */
  static void create(SqlCreateView create, Definer definer) {
    QualifiedName name = definer.name(create.name);
    SqlNodeList list = create.columnList;
    List<String> columns =
        list == null
            ? List.of()
            : list.stream().map(column -> ((SqlIdentifier) column).getSimple()).toList();
    Optional<SqlView> old = definer.catalog().findView(name.schema(), name.name());
    SqlView view =
        new SqlView(
            name.schema(),
            name.name(),
            columns,
            SqlText.print(lasting(create, name, definer)),
            old.map(SqlView::comment).orElse(""));
    if (create.getReplace() && old.isPresent()) {
      Dependents dependents = Dependents.on(name, definer);
      definer.transaction().replace(view);
      dependents.broken(definer).requireNone("drop what reads it first");
    } else {
      definer.transaction().create(view);
    }
    SqlNode table = new SqlIdentifier(List.of(name.schema(), name.name()), SqlParserPos.ZERO);
    Understanding.Planned read =
        definer
            .understanding()
            .query(SqlStdOperatorTable.EXPLICIT_TABLE.createCall(SqlParserPos.ZERO, table));
    requireNames(read.columns(), name);
  }

  /**
   * Its query, with a schema at each name that means something beside the view: that is what it
   * goes on to mean, wherever those who read the view look names up.
   */
  private static SqlNode lasting(SqlCreateView create, QualifiedName view, Definer definer) {
    if (definer.path().equals(SearchPath.of(view.schema()))) {
      return create.query;
    }
    Understanding understanding = definer.understanding();
    understanding.query(TreeCopy.of(create.query));
    Map<SqlParserPos, QualifiedName> meanings = understanding.names().meanings();
    SqlNode lasting =
        create.query.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier id) {
                QualifiedName meaning = id.isSimple() ? meanings.get(id.getParserPosition()) : null;
                return meaning == null || meaning.schema().equals(view.schema())
                    ? id
                    : new SqlIdentifier(
                        List.of(meaning.schema(), meaning.name()), id.getParserPosition());
              }
            });
    return Objects.requireNonNull(lasting);
  }

  /** Refuses columns that nobody could tell apart. */
  private static void requireNames(List<ResultColumn> columns, QualifiedName view) {
    Set<String> names = new HashSet<>();
    for (ResultColumn column : columns) {
      if (!names.add(column.label())) {
        throw new UserException(
            ErrorCode.DUPLICATE_COLUMN,
            "two columns of view "
                + view
                + " would be called '"
                + column.label()
                + "'; name them: CREATE VIEW v (a, b) AS ..");
      }
    }
  }

  static void createSchema(SqlCreateSchema create, Definer definer) {
    String name = create.name.names.get(create.name.names.size() - 1);
    definer.require(new Subject.OfSchema(name));
    boolean isThere =
        definer.frontend().hasSystemSchema(name)
            || definer.catalog().schemas().stream().anyMatch(schema -> schema.name().equals(name));
    if (!isThere || !create.ifNotExists) {
      definer.requireNotOwn(name);
      definer.transaction().create(Schema.of(name));
    }
  }
}
