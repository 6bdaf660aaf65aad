package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import org.apache.calcite.plan.RelOptSamplingParameters;
import org.apache.calcite.rel.core.Sample;
import org.jspecify.annotations.Nullable;

/** TABLESAMPLE; SYSTEM is the same as BERNOULLI, since rows do not lie in pages. */
public final class SampleCompiler implements Compiles<Sample> {

  @Override
  public Operator compile(Sample node, CompileContext context) {
    RelOptSamplingParameters parameters = node.getSamplingParameters();
    @Nullable Long seed =
        parameters.isRepeatable() ? (Long) (long) parameters.getRepeatableSeed() : null;
    return new io.ewig.calcite.operator.Sample(
        context.compile(node.getInput()), parameters.sampleRate.doubleValue(), seed);
  }
}
