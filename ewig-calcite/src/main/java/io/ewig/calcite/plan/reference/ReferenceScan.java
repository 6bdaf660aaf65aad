package io.ewig.calcite.plan.reference;

import io.ewig.calcite.compile.node.Leaf;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.Request;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableIntList;

/**
 * Reads a relation: which columns, and under which conditions.
 *
 * <p>Conditions are about all columns of the relation, whichever are given.
 */
public final class ReferenceScan extends TableScan implements Leaf {

  private final ReferenceTable reference;
  private final ImmutableIntList columns;
  private final List<RexNode> conditions;

  private ReferenceScan(
      RelOptCluster cluster,
      RelOptTable table,
      ReferenceTable reference,
      ImmutableIntList columns,
      List<RexNode> conditions) {
    super(cluster, cluster.traitSetOf(Convention.NONE), List.of(), table);
    this.reference = reference;
    this.columns = columns;
    this.conditions = List.copyOf(conditions);
  }

  static ReferenceScan all(RelOptCluster cluster, RelOptTable table, ReferenceTable reference) {
    ImmutableIntList columns = ImmutableIntList.identity(reference.columns().size());
    return new ReferenceScan(cluster, table, reference, columns, List.of());
  }

  public ReferenceScan with(ImmutableIntList otherColumns) {
    return new ReferenceScan(getCluster(), table, reference, otherColumns, conditions);
  }

  public ReferenceScan with(List<RexNode> otherConditions) {
    return new ReferenceScan(getCluster(), table, reference, columns, otherConditions);
  }

  public ReferenceTable reference() {
    return reference;
  }

  public ImmutableIntList columns() {
    return columns;
  }

  public List<RexNode> conditions() {
    return conditions;
  }

  @Override
  public Relation relation() {
    return reference.relation();
  }

  @Override
  public Request request(ExpressionCompiler expressions) {
    RexShuttle onRelation =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(reference.positionInRelation(ref.getIndex()), ref.getType());
          }
        };
    return new Request(
        reference.moment(),
        columns.stream().map(reference::positionInRelation).toList(),
        conditions.stream().map(condition -> condition.accept(onRelation)).toList(),
        reference.arguments(),
        expressions);
  }

  @Override
  public RelDataType deriveRowType() {
    RelDataTypeFactory.Builder row = getCluster().getTypeFactory().builder();
    columns.forEach(column -> row.add(table.getRowType().getFieldList().get(column)));
    return row.build();
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    double rows = Math.max(1, table.getRowCount());
    for (RexNode condition : conditions) {
      rows *= org.apache.calcite.rel.metadata.RelMdUtil.guessSelectivity(condition);
    }
    return Math.max(1, rows);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("moment", reference.moment())
        .item("columns", columns)
        .itemIf(
            "conditions",
            RexUtil.composeConjunction(getCluster().getRexBuilder(), conditions),
            !conditions.isEmpty());
  }
}
