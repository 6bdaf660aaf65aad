package io.ewig.calcite.system.catalog;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.engine.catalog.SqlView;
import java.util.List;
import java.util.Set;

/** Knows what columns the query of a view gives, and what it reads; any thread. */
@FunctionalInterface
public interface ViewShapes {

  /** Where nobody understands queries: views without columns. */
  ViewShapes NONE = (at, definition) -> List.of();

  /** None if the query can't be understood any more. */
  List<RelationColumn> columns(Moment at, SqlView definition);

  /** The tables and views that it names itself; none if it can't be understood any more. */
  default Set<QualifiedName> reads(Moment at, SqlView definition) {
    return Set.of();
  }
}
