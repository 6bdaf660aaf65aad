package io.ewig.calcite.compile;

import io.ewig.calcite.compile.aggregate.AggregateCompiler;
import io.ewig.calcite.compile.aggregate.WindowCompiler;
import io.ewig.calcite.compile.aggregate.WindowRewrite;
import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.compile.node.TiesLimit;
import io.ewig.calcite.compile.node.Unsupported;
import io.ewig.calcite.compile.row.CollectCompiler;
import io.ewig.calcite.compile.row.CorrelateCompiler;
import io.ewig.calcite.compile.row.FilterCompiler;
import io.ewig.calcite.compile.row.JoinCompiler;
import io.ewig.calcite.compile.row.ProjectCompiler;
import io.ewig.calcite.compile.row.SampleCompiler;
import io.ewig.calcite.compile.row.SetOperationCompiler;
import io.ewig.calcite.compile.row.SortCompiler;
import io.ewig.calcite.compile.row.TiesCompiler;
import io.ewig.calcite.compile.row.UncollectCompiler;
import io.ewig.calcite.compile.row.ValuesCompiler;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.operator.Measured;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Collect;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes operators of logical plans; immutable, any thread.
 *
 * <ul>
 *   <li>What a node is compiled by is found by its class, or the nearest class above it that is
 *       known. The nodes of Calcite that stand for computing are known from the start; {@link
 *       #with} adds scans and modifications.
 *   <li>Subqueries must be gone; window functions may stand in projections.
 * </ul>
 */
public final class PlanCompiler {

  /** A plan runs as deep as it is: each node is a call of {@code next} in another. */
  private static final int DEPTH_MAX = 500;

  private final ExpressionCompiler expressions;
  private final Map<Class<?>, Compiles<?>> compilers;

  private PlanCompiler(ExpressionCompiler expressions, Map<Class<?>, Compiles<?>> compilers) {
    this.expressions = expressions;
    this.compilers = compilers;
  }

  /** A compiler of everything but leaves. */
  public static PlanCompiler of(ExpressionCompiler expressions) {
    return new PlanCompiler(expressions, new HashMap<>())
        .with(Values.class, new ValuesCompiler())
        .with(Filter.class, new FilterCompiler())
        .with(Project.class, new ProjectCompiler())
        .with(Sort.class, new SortCompiler())
        .with(TiesLimit.class, new TiesCompiler())
        .with(Aggregate.class, new AggregateCompiler())
        .with(Join.class, new JoinCompiler())
        .with(Correlate.class, new CorrelateCompiler())
        .with(Window.class, new WindowCompiler())
        .with(Uncollect.class, new UncollectCompiler())
        .with(Collect.class, new CollectCompiler())
        .with(Sample.class, new SampleCompiler())
        .with(Union.class, new SetOperationCompiler())
        .with(Intersect.class, new SetOperationCompiler())
        .with(Minus.class, new SetOperationCompiler());
  }

  /** The same, and one more kind of node, or another way to compile one. */
  public <R extends RelNode> PlanCompiler with(Class<R> kind, Compiles<? super R> compiler) {
    Map<Class<?>, Compiles<?>> more = new HashMap<>(compilers);
    more.put(kind, compiler);
    return new PlanCompiler(expressions, more);
  }

  /** The same, and another way to compile a kind of node, which may go back to the way so far. */
  @SuppressWarnings("unchecked") // a compiler is registered with the class that it takes
  public <R extends RelNode> PlanCompiler around(Class<R> kind, UnaryOperator<Compiles<R>> other) {
    Compiles<R> soFar = (Compiles<R>) Objects.requireNonNull(find(kind));
    return with(kind, other.apply(soFar));
  }

  /** The operator of a whole plan. */
  public Operator compile(RelNode root) {
    return compile(root, false);
  }

  /** The same, with all operators {@link Measured}. */
  public Operator compileMeasured(RelNode root) {
    return compile(root, true);
  }

  private Operator compile(RelNode root, boolean isMeasured) {
    RelNode plan = WindowRewrite.apply(root);
    return new Context(plan.getCluster().getTypeFactory(), isMeasured).compile(plan);
  }

  private @Nullable Compiles<?> find(Class<?> kind) {
    for (Class<?> each = kind; each != null; each = each.getSuperclass()) {
      Compiles<?> compiler = compilers.get(each);
      if (compiler != null) {
        return compiler;
      }
    }
    return null;
  }

  private final class Context implements CompileContext {

    private final RelDataTypeFactory types;
    private final RelMetadataQuery query = Estimates.query();
    private final WorkTables workTables = new WorkTables();
    private final boolean isMeasured;
    private final IdentityHashMap<RelNode, Operator> made = new IdentityHashMap<>();
    private int depth;

    Context(RelDataTypeFactory types, boolean isMeasured) {
      this.types = types;
      this.isMeasured = isMeasured;
    }

    @Override
    public Operator compile(RelNode node) {
      if (++depth > DEPTH_MAX) {
        throw new UserException(
            ErrorCode.LIMIT_EXCEEDED,
            "the statement is nested more than " + DEPTH_MAX + " steps deep; split it");
      }
      Operator operator = compileByKind(node);
      depth--;
      Operator whole =
          isMeasured && !(operator instanceof Measured) ? new Measured(operator) : operator;
      made.put(node, whole);
      return whole;
    }

    @Override
    public Operator compiled(RelNode node) {
      Operator known = made.get(node);
      return known == null ? compile(node) : known;
    }

    @SuppressWarnings("unchecked") // a compiler is registered with the class that it takes
    private Operator compileByKind(RelNode node) {
      if (node instanceof RepeatUnion union) {
        return workTables.compile(union, this);
      }
      if (node instanceof TableScan scan && WorkTables.isTransient(scan)) {
        return workTables.compile(scan);
      }
      Compiles<?> compiler = find(node.getClass());
      if (compiler == null) {
        throw Unsupported.feature("the step " + node.getRelTypeName());
      }
      return ((Compiles<RelNode>) compiler).compile(node, this);
    }

    @Override
    public ExpressionCompiler expressions() {
      return expressions;
    }

    @Override
    public RelDataTypeFactory types() {
      return types;
    }

    @Override
    public double rowCount(RelNode node) {
      return Estimates.rowCount(node, query);
    }
  }
}
