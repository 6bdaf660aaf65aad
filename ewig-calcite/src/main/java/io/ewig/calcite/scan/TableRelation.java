package io.ewig.calcite.scan;

import io.ewig.calcite.relation.Access;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as it was defined at one moment. */
public record TableRelation(Table table, double estimateRows) implements Relation {

  @Override
  public String schema() {
    return table.schema();
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public List<RelationColumn> columns() {
    List<RelationColumn> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(
          new RelationColumn(
              column.name(),
              column.type(),
              column.nullable(),
              column.isHidden(),
              column.byDefault() instanceof Default.Identity));
    }
    columns.addAll(HiddenColumn.columns());
    return columns;
  }

  @Override
  public List<RelationColumn> columnsEver() {
    Set<Integer> key =
        Arrays.stream(table.positionsOf(table.primaryKey())).boxed().collect(Collectors.toSet());
    List<RelationColumn> columns = new ArrayList<>(columns());
    for (int i = 0; i < table.columns().size(); i++) {
      if (!key.contains(i)) {
        columns.set(i, columns.get(i).withNulls());
      }
    }
    return columns;
  }

  @Override
  public List<int[]> uniqueKeys() {
    return table.keys().stream().filter(Index::isUnique).map(table::positionsOf).toList();
  }

  @Override
  public Access access(Request request) {
    return TableAccess.of(this, request);
  }

  @Override
  public List<Integer> order(Request request) {
    return TableAccess.order(this, request);
  }

  @Override
  public @Nullable VectorSource vectors(Request request) {
    return TableAccess.vectors(this, request);
  }
}
