package io.ewig.calcite.execution;

/** A step of a plan: immutable, shared by all executions of the plan, any thread. */
public interface Operator {

  /** Starts giving rows; whoever opens closes. */
  Rows open(Execution execution);

  /** One line for EXPLAIN: what it does, to what, with what pushed down. */
  String describe();

  /** Its inputs, for EXPLAIN. */
  java.util.List<Operator> inputs();
}
