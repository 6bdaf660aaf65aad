package io.ewig.calcite.relation;

import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.ExpressionCompiler;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * What is wanted of a relation.
 *
 * @param moment which of the statement's moments it is read at
 * @param columns their positions
 * @param conditions on all columns, all of which have to hold
 * @param arguments of a table function
 */
public record Request(
    int moment,
    List<Integer> columns,
    List<RexNode> conditions,
    List<Expression> arguments,
    ExpressionCompiler expressions) {}
