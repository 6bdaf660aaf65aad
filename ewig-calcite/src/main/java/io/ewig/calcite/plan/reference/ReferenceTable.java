package io.ewig.calcite.plan.reference;

import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.relation.Versions;
import io.ewig.calcite.type.TypeMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;

/** A place in a statement where a relation is read, as Calcite sees it. */
public final class ReferenceTable extends AbstractTable implements TranslatableTable {

  private final Relation relation;
  private final int moment;
  private final Versions versions;
  private final List<Expression> arguments;
  private final List<RelationColumn> columns;
  private final List<Integer> positions;

  /**
   * @param versions of its rows that are read
   * @param withHidden whether the statement names hidden columns at all
   */
  ReferenceTable(
      Relation relation,
      int moment,
      Versions versions,
      List<Expression> arguments,
      boolean withHidden) {
    this.relation = relation;
    this.moment = moment;
    this.versions = versions;
    this.arguments = arguments;
    List<RelationColumn> all =
        versions == Versions.EVER_RECORDED ? relation.columnsEver() : relation.columns();
    this.positions =
        IntStream.range(0, all.size())
            .filter(position -> withHidden || !all.get(position).isHidden())
            .boxed()
            .toList();
    this.columns = positions.stream().map(all::get).toList();
  }

  Relation relation() {
    return relation;
  }

  int moment() {
    return moment;
  }

  List<Expression> arguments() {
    return arguments;
  }

  /** Where the relation has a column that this has at a place. */
  public int positionInRelation(int place) {
    return positions.get(place);
  }

  public boolean isHidden(String column) {
    return columns.stream().anyMatch(c -> c.isHidden() && c.name().equals(column));
  }

  List<RelationColumn> columns() {
    return columns;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (RelationColumn column : columns) {
      row.add(column.name(), TypeMapping.calcite(column.type(), column.isNullable(), types));
    }
    return row.build();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return ReferenceScan.all(context.getCluster(), table, this);
  }

  @Override
  public Statistic getStatistic() {
    return Statistics.of(relation.estimateRows(), keys());
  }

  /** The keys by the names of their columns. */
  public List<Set<String>> keyNames() {
    return keys().stream()
        .map(key -> key.toList().stream().map(at -> columns.get(at).name()))
        .map(names -> names.collect(Collectors.toUnmodifiableSet()))
        .toList();
  }

  /** Those that tell any two rows apart: where a key takes nulls, several rows may have them. */
  private List<ImmutableBitSet> keys() {
    List<ImmutableBitSet> keys = new ArrayList<>();
    if (!versions.isOne()) {
      return keys;
    }
    for (int[] key : relation.uniqueKeys()) {
      int[] places = Arrays.stream(key).map(positions::indexOf).toArray();
      if (Arrays.stream(places).allMatch(place -> place >= 0 && !columns.get(place).isNullable())) {
        keys.add(ImmutableBitSet.of(places));
      }
    }
    return keys;
  }
}
