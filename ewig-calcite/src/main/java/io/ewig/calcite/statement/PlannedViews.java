package io.ewig.calcite.statement;

import io.ewig.calcite.access.Rights;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.system.catalog.ViewShapes;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.Ewig;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Finds out what views look like by planning their queries, whenever somebody asks; any thread. */
final class PlannedViews implements ViewShapes {

  private final Ewig engine;
  private final Frontend frontend;

  PlannedViews(Ewig engine, Frontend frontend) {
    this.engine = engine;
    this.frontend = frontend;
  }

  @Override
  public List<RelationColumn> columns(Moment at, SqlView view) {
    return understood(at, view)
        .map(known -> known.shape().columns().stream().map(PlannedViews::column).toList())
        .orElse(List.of());
  }

  @Override
  public Set<QualifiedName> reads(Moment at, SqlView view) {
    return understood(at, view).map(Understood::reads).orElse(Set.of());
  }

  private record Understood(Understanding.Planned shape, Set<QualifiedName> reads) {}

  /** None if what it reads has changed; whoever reads it will hear of it. */
  private Optional<Understood> understood(Moment at, SqlView view) {
    Settings settings = new Settings();
    settings.setBranch(at.branch());
    SqlNode name = new SqlIdentifier(List.of(view.schema(), view.name()), SqlParserPos.ZERO);
    SqlNode all = SqlStdOperatorTable.EXPLICIT_TABLE.createCall(SqlParserPos.ZERO, name);
    try (Session session = new Session(engine, settings, frontend::hasSystemSchema, Rights.all())) {
      Understanding statement = new Understanding(frontend, Run.shape(session), 0, at.view());
      Understanding.Planned shape = statement.query(all);
      return Optional.of(new Understood(shape, statement.names().readsInViews()));
    } catch (EwigException broken) {
      return Optional.empty();
    }
  }

  private static RelationColumn column(ResultColumn column) {
    boolean isNullable = column.type().isNullable();
    return new RelationColumn(column.label(), typeOf(column), isNullable, false, false);
  }

  /** Where a table could have no such column (a row, a lone null), a text. */
  private static Type typeOf(ResultColumn column) {
    try {
      return TypeMapping.engine(column.type());
    } catch (UserException ofNoColumn) {
      return Type.VARCHAR;
    }
  }
}
