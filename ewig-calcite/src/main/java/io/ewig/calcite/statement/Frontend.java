package io.ewig.calcite.statement;

import com.google.common.base.Suppliers;
import io.ewig.calcite.compile.PlanCompiler;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.execution.Watch;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.expression.rex.RexCompiler;
import io.ewig.calcite.plan.Planner;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.session.Settings;
import io.ewig.calcite.system.SystemRelations;
import io.ewig.calcite.system.TableFunctions;
import io.ewig.calcite.system.report.Served;
import io.ewig.engine.Ewig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
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
  private final Served served = new Served();
  private final Supplier<SystemRelations> system;
  private final Supplier<TableFunctions> functions;

  /**
   * @param nanoClock a clock that only counts on
   * @param temporary where rows go that memory has no room for
   */
  public Frontend(
      Ewig engine, String catalogName, LongSupplier nanoClock, TemporaryFolder temporary) {
    this.system =
        Suppliers.memoize(
            () -> new SystemRelations(engine, catalogName, new PlannedViews(engine, this), served));
    this.functions = Suppliers.memoize(() -> new TableFunctions(engine));
    this.catalogName = catalogName;
    this.nanoClock = nanoClock;
    this.temporary = temporary;
    this.expressions = new RexCompiler(new RexBuilder(planner.types()));
    this.compiler = planner.compiler(expressions);
  }

  /** Who serves the database says here what it knows. */
  public Served served() {
    return served;
  }

  public String catalogName() {
    return catalogName;
  }

  public RelDataTypeFactory types() {
    return planner.types();
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

  Operator compileMeasured(RelNode plan) {
    return compiler.compileMeasured(plan);
  }

  /** Understands a part of a statement for one run. */
  public Understanding understanding(Run run, int parameterCount) {
    return new Understanding(this, run, parameterCount);
  }

  Optional<Relation> systemRelation(String schema, String name) {
    return hasSystemSchema(schema) ? system.get().find(schema, name) : Optional.empty();
  }

  Optional<TableFunction> function(String name) {
    return functions.get().find(name);
  }

  /** Whether a function of that name stands in FROM. */
  public boolean hasTableFunction(String name) {
    return function(name).isPresent();
  }

  /** Whether a schema is Ewig's own. */
  public boolean hasSystemSchema(String name) {
    return SystemRelations.isSchema(name);
  }

  /**
   * An execution with parameters, to find out about moments.
   *
   * @param now of what the session looks at
   */
  Execution bare(Run run, List<? extends @Nullable RelDataType> types, Instant now) {
    @Nullable Object[] parameters =
        Parameters.converted(run.parameters(), types, run.session().settings().timeZone(), now);
    return execution(run, parameters, now);
  }

  private Execution execution(Run run, @Nullable Object[] parameters, Instant now) {
    Settings settings = run.session().settings();
    Execution execution =
        new Execution(
                parameters,
                now,
                settings.timeZone(),
                run.session().facts(catalogName),
                run.cancellation(),
                nanoClock,
                deadlineNanos(run),
                new MemoryAccount(memoryMaxBytes(settings)),
                temporary,
                List.of())
            .by(settings.workers());
    boolean usesVectors = settings.usesVectors() && run.session().rights().isUnlimited();
    return usesVectors ? execution : execution.byRow(); // by row, what may not be seen is left out
  }

  /** What stops the planning of a statement; its time begins now, and anew when it is executed. */
  Watch watch(Run run) {
    return Execution.watch(run.cancellation(), nanoClock, deadlineNanos(run));
  }

  private long deadlineNanos(Run run) {
    long timeoutNanos =
        run.timeoutNanos() == 0
            ? TimeUnit.MILLISECONDS.toNanos(run.session().settings().statementTimeoutMillis())
            : run.timeoutNanos();
    return timeoutNanos == 0 ? Long.MAX_VALUE : nanoClock.getAsLong() + timeoutNanos;
  }

  private static long memoryMaxBytes(Settings settings) {
    long chosen = settings.memoryMaxBytes();
    return chosen == 0 ? MemoryAccount.BYTES_DEFAULT : chosen;
  }
}
