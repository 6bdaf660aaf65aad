package io.ewig.calcite.statement;

import io.ewig.calcite.compile.PlanCompiler;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.expression.rex.RexCompiler;
import io.ewig.calcite.plan.Planner;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.session.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.jspecify.annotations.Nullable;

/** What the statements of one database have in common; any thread. */
public final class Frontend {

  private final String catalogName;
  private final LongSupplier nanoClock;
  private final TemporaryFolder temporary;
  private final Planner planner = new Planner();
  private final ExpressionCompiler expressions;
  private final PlanCompiler compiler;

  /**
   * @param nanoClock a clock that only counts on
   * @param temporary where rows go that memory has no room for
   */
  public Frontend(String catalogName, LongSupplier nanoClock, TemporaryFolder temporary) {
    this.catalogName = catalogName;
    this.nanoClock = nanoClock;
    this.temporary = temporary;
    this.expressions = new RexCompiler(new RexBuilder(planner.types()));
    this.compiler = planner.compiler(expressions);
  }

  public String catalogName() {
    return catalogName;
  }

  Planner planner() {
    return planner;
  }

  ExpressionCompiler expressions() {
    return expressions;
  }

  Operator compile(RelNode plan) {
    return compiler.compile(plan);
  }

  Optional<Relation> systemRelation(String schema, String name) {
    return Optional.empty();
  }

  boolean hasSystemSchema(String name) {
    return false;
  }

  Execution execution(Run run, @Nullable Object[] parameters, List<Moment> moments) {
    Settings settings = run.session().settings();
    Instant now =
        moments.isEmpty() ? run.session().view().validAt() : moments.get(0).view().validAt();
    long deadline =
        run.timeoutNanos() == 0
            ? Long.MAX_VALUE
            : nanoClock.getAsLong() + run.timeoutNanos();
    return new Execution(
        parameters,
        now,
        settings.timeZone(),
        new SessionFacts(settings.user(), catalogName, settings.schema(), settings.branch()),
        run.cancellation(),
        nanoClock,
        deadline,
        new MemoryAccount(MemoryAccount.BYTES_DEFAULT),
        temporary,
        moments);
  }
}
