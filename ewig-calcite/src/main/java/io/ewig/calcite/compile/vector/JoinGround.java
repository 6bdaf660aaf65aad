package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.row.JoinCompiler;
import io.ewig.calcite.operator.join.JoinType;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.join.JoinKey;
import io.ewig.calcite.vector.join.VectorJoin;
import io.ewig.calcite.vector.stored.StoredColumn;
import io.ewig.calcite.vector.term.LongTerm.Form;
import io.ewig.calcite.vector.term.Sieve;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * A join by equal values: the columns of the side that is looked up, and behind them those of the
 * side that is kept, as their own grounds have them.
 *
 * @param type as if the side that is looked up were the left one
 * @param equalities what has to be equal, each by the columns of its side
 * @param rest what else pairs have to pass, by the columns of both
 */
record JoinGround(
    Pipeline sought,
    Pipeline kept,
    JoinType type,
    List<JoinEquality> equalities,
    List<RexNode> rest,
    CompileContext context)
    implements Ground {

  /** What a join's node sees; null if it can't be run by vectors. */
  static @Nullable Pipeline pipeline(Join node, CompileContext context) {
    boolean isRightKept = JoinCompiler.isRightInTable(node, context);
    JoinType type = type(JoinCompiler.type(node.getJoinType()), isRightKept);
    if (type == null || !RexUtil.isDeterministic(node.getCondition())) {
      return null;
    }
    RelNode soughtNode = isRightKept ? node.getLeft() : node.getRight();
    RelNode keptNode = isRightKept ? node.getRight() : node.getLeft();
    Pipeline sought = Pipeline.of(soughtNode, context);
    if (sought == null || !sought.isByVectors()) {
      return null;
    }
    Pipeline kept = kept(keptNode, type, context);
    List<RexNode> columns = columns(node, sought, kept, isRightKept);
    Pipeline both = new Pipeline(sought.ground(), List.of(), columns);
    List<JoinEquality> equalities = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode condition : RelOptUtil.conjunctions(both.onGround(node.getCondition()))) {
      JoinEquality equality = JoinEquality.of(condition, sought.ground().width());
      if (equality == null) {
        rest.add(condition);
      } else {
        equalities.add(equality);
      }
    }
    if (equalities.isEmpty() || equalities.stream().anyMatch(JoinEquality::isOfTextAndChar)) {
      return null;
    }
    JoinGround ground = new JoinGround(sought, kept, type, equalities, rest, context);
    int width = node.getRowType().getFieldCount();
    return new Pipeline(ground, List.of(), List.copyOf(columns.subList(0, width)));
  }

  /** Null if no join by vectors is like that. */
  private static @Nullable JoinType type(JoinType type, boolean isRightKept) {
    return switch (type) {
      case INNER -> JoinType.INNER;
      case LEFT, SEMI, ANTI -> isRightKept ? type : null;
      case RIGHT -> isRightKept ? null : JoinType.LEFT;
      case FULL -> null;
    };
  }

  /** What is computed of rows that may be missing has to be computed before they are. */
  private static Pipeline kept(RelNode node, JoinType type, CompileContext context) {
    Pipeline kept = Pipeline.of(node, context);
    boolean isByVectors =
        kept != null && (type != JoinType.LEFT || kept.isPlain()) && kept.isByVectors();
    return kept != null && isByVectors ? kept : Pipeline.ofRows(node, context);
  }

  /** The columns of both inputs, in their order. */
  private static List<RexNode> columns(
      Join node, Pipeline sought, Pipeline kept, boolean isRightKept) {
    int width = sought.ground().width();
    List<RexNode> behind =
        kept.columns().stream().map(column -> RexUtil.shift(column, width)).toList();
    List<RexNode> columns = new ArrayList<>(isRightKept ? sought.columns() : behind);
    columns.addAll(isRightKept ? behind : sought.columns());
    List<RelDataTypeField> fields = node.getRowType().getFieldList();
    for (int i = 0; i < fields.size(); i++) {
      if (columns.get(i) instanceof RexInputRef ref) {
        columns.set(i, new RexInputRef(ref.getIndex(), fields.get(i).getType()));
      }
    }
    return columns;
  }

  @Override
  public int width() {
    return sought.ground().width() + kept.ground().width();
  }

  @Override
  public boolean isByVectors(List<RexNode> conditions) {
    return true; // both sides are
  }

  @Override
  public @Nullable VectorSource source(List<RexNode> conditions, Needs needs) {
    int width = sought.ground().width();
    Needs ofPairs = needs.and(rest);
    List<RexNode> wantedOfSought = ofPairs.within(0, width);
    List<RexNode> wantedOfKept = ofPairs.within(width, width());
    List<RexNode> readOfKept = new ArrayList<>(wantedOfKept);
    for (JoinEquality equality : equalities) {
      wantedOfSought.add(equality.sought());
      readOfKept.add(equality.kept());
    }
    VectorSource soughtSource = sought.source(wantedOfSought);
    VectorSource keptSource = kept.source(readOfKept);
    if (soughtSource == null || keptSource == null) {
      return null;
    }
    List<StoredColumn.Wanted> stored =
        wantedOfKept.stream().map(column -> wanted((RexInputRef) column, keptSource)).toList();
    Terms ofSought = new Terms(soughtSource, context.expressions());
    Terms ofKept = new Terms(keptSource, context.expressions());
    List<JoinKey> keys =
        equalities.stream().map(equality -> equality.key(ofSought, ofKept)).toList();
    VectorJoin.Kept keptRows =
        VectorJoin.Kept.of(keptSource, ofKept.sieves(kept.conditions()), stored);
    VectorJoin join =
        new VectorJoin(
            soughtSource,
            ofSought.sieves(sought.conditions()),
            width,
            type,
            keys,
            List.of(),
            keptRows);
    return rest.isEmpty() ? join : join.with(sieves(join));
  }

  private List<Sieve> sieves(VectorJoin pairs) {
    Terms terms = new Terms(pairs, context.expressions());
    return terms.sieves(rest);
  }

  private static StoredColumn.Wanted wanted(RexInputRef column, VectorSource of) {
    VectorKind kind = of.kind(column.getIndex());
    RelDataType type = column.getType();
    Form form =
        kind == VectorKind.INSTANT
            ? Form.INSTANT
            : kind == VectorKind.NUMBER ? Terms.form(type.getSqlTypeName()) : null;
    return new StoredColumn.Wanted(column.getIndex(), kind, form);
  }
}
