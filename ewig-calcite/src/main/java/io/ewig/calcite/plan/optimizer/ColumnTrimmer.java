package io.ewig.calcite.plan.optimizer;

import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Leaves out columns that nobody reads. Calcite makes one of two limits on the way, the outer
 * OFFSET before the inner LIMIT, which gives rows that the inner one had cut off.
 *
 * <p>Public, since Calcite calls it by reflection.
 */
public final class ColumnTrimmer extends RelFieldTrimmer {

  ColumnTrimmer(RelBuilder plans) {
    super(null, plans);
  }

  @Override
  public TrimResult trimFields(Sort sort, ImmutableBitSet used, Set<RelDataTypeField> extra) {
    if (!sort.getCollation().getFieldCollations().isEmpty()) {
      return super.trimFields(sort, used, extra);
    }
    TrimResult input = trimChild(sort, sort.getInput(), used, extra);
    return result(
        LogicalSort.create(input.left, RelCollations.EMPTY, sort.offset, sort.fetch), input.right);
  }
}
