package io.ewig.calcite.relation;

import io.ewig.calcite.execution.Operator;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * How a relation is going to be read.
 *
 * @param operator gives the columns that were wanted, in that order; if there is a rest, all
 *     columns
 * @param rest conditions that it does not see to
 */
public record Access(Operator operator, List<RexNode> rest) {}
