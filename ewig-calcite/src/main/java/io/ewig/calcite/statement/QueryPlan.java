package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Operator;
import java.util.List;

/** How a query is run. */
record QueryPlan(Frame frame, Operator root, List<ResultColumn> columns) implements Plan {}
