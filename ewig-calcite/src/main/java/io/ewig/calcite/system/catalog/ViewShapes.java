package io.ewig.calcite.system.catalog;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.engine.catalog.SqlView;
import java.util.List;

/** Knows what columns the query of a view gives; any thread. */
@FunctionalInterface
public interface ViewShapes {

  /** Where nobody understands queries: views without columns. */
  ViewShapes NONE = (at, definition) -> List.of();

  /** None if the query can't be understood any more. */
  List<RelationColumn> columns(Moment at, SqlView definition);
}
