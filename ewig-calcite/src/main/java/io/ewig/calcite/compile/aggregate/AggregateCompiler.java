package io.ewig.calcite.compile.aggregate;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.aggregate.Aggregation;
import io.ewig.calcite.operator.aggregate.GroupingBits;
import io.ewig.calcite.operator.aggregate.HashAggregate;
import io.ewig.calcite.operator.aggregate.function.AggregateFunctions;
import io.ewig.calcite.operator.set.Distinct;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.util.ImmutableBitSet;

/** GROUP BY, with grouping sets, and DISTINCT. */
public final class AggregateCompiler implements Compiles<Aggregate> {

  @Override
  public Operator compile(Aggregate node, CompileContext context) {
    Operator input = FilteredArguments.input(node, context);
    int width = node.getInput().getRowType().getFieldCount();
    if (node.getAggCallList().isEmpty() && isOfAllColumns(node, width)) {
      return new Distinct(input, width);
    }
    int[][] sets = new int[node.getGroupSets().size()][];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = node.getGroupSets().get(i).toArray();
    }
    List<Aggregation> calls = new ArrayList<>();
    for (AggregateCall call : node.getAggCallList()) {
      calls.add(call(call, node, context));
    }
    return new HashAggregate(input, node.getGroupSet().toArray(), sets, calls);
  }

  private static boolean isOfAllColumns(Aggregate node, int width) {
    return width > 0
        && node.getGroupType() == Aggregate.Group.SIMPLE
        && node.getGroupSet().equals(ImmutableBitSet.range(width));
  }

  private static Aggregation call(AggregateCall call, Aggregate node, CompileContext context) {
    return switch (call.getAggregation().getKind()) {
      case GROUPING, GROUPING_ID -> grouping(call, node);
      case GROUP_ID -> AggregateFunctions.constant(0L);
      default -> AggregateCalls.compile(call, node.getInput().getRowType(), context.expressions());
    };
  }

  /** The first argument is the highest bit; a bit is set where a column is not grouped by. */
  private static Aggregation grouping(AggregateCall call, Aggregate node) {
    long[] bitsBySet = new long[node.getGroupSets().size()];
    for (int set = 0; set < bitsBySet.length; set++) {
      for (int argument : call.getArgList()) {
        boolean isGrouped = node.getGroupSets().get(set).get(argument);
        bitsBySet[set] = bitsBySet[set] << 1 | (isGrouped ? 0 : 1);
      }
    }
    return new GroupingBits(bitsBySet);
  }
}
