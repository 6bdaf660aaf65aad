package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Leaf;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.stored.RowSource;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** What the columns of a {@link Pipeline} are of. */
interface Ground {

  /** How many columns it has. */
  int width();

  /**
   * Whether it can be read by vectors.
   *
   * @param conditions on its rows
   */
  boolean isByVectors(List<RexNode> conditions);

  /**
   * A source of them; null if it can't be read by vectors.
   *
   * @param conditions on its rows, which say where to look
   * @param needs what is asked for
   */
  @Nullable VectorSource source(List<RexNode> conditions, Needs needs);

  /** A relation. */
  record OfLeaf(Leaf leaf, Request request) implements Ground {

    @Override
    public int width() {
      return leaf.relation().columns().size();
    }

    @Override
    public boolean isByVectors(List<RexNode> conditions) {
      return source(conditions, Needs.of(List.of())) != null;
    }

    @Override
    public @Nullable VectorSource source(List<RexNode> conditions, Needs needs) {
      return leaf.relation()
          .vectors(
              new Request(
                  request.moment(),
                  request.columns(),
                  conditions,
                  request.arguments(),
                  request.expressions()));
    }
  }

  /** Anything, row by row. */
  record OfRows(Operator operator, List<VectorKind> kinds) implements Ground {

    static OfRows of(RelNode node, CompileContext context) {
      List<RelDataTypeField> fields = node.getRowType().getFieldList();
      return new OfRows(
          context.compiled(node),
          fields.stream().map(field -> kind(field.getType().getSqlTypeName())).toList());
    }

    private static VectorKind kind(SqlTypeName type) {
      return SqlTypeName.INT_TYPES.contains(type) ? VectorKind.NUMBER : VectorKind.VALUE;
    }

    @Override
    public int width() {
      return kinds.size();
    }

    @Override
    public boolean isByVectors(List<RexNode> conditions) {
      return true;
    }

    @Override
    public VectorSource source(List<RexNode> conditions, Needs needs) {
      return new RowSource(operator, kinds);
    }
  }
}
