package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.aggregate.AggregateCalls;
import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.aggregate.function.NumberForm;
import io.ewig.calcite.operator.aggregate.function.SumResult;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.aggregate.CountRows;
import io.ewig.calcite.vector.aggregate.CountValues;
import io.ewig.calcite.vector.aggregate.DistinctValues;
import io.ewig.calcite.vector.aggregate.ExtremeLongs;
import io.ewig.calcite.vector.aggregate.ExtremeTexts;
import io.ewig.calcite.vector.aggregate.Filtered;
import io.ewig.calcite.vector.aggregate.SumLongs;
import io.ewig.calcite.vector.aggregate.VectorAggregate;
import io.ewig.calcite.vector.aggregate.VectorAggregation;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.LongTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** GROUP BY over what one leaf reads, if vectors know all that is asked; else as before. */
public final class VectorAggregates implements Compiles<Aggregate> {

  private final Compiles<Aggregate> byRow;

  public VectorAggregates(Compiles<Aggregate> byRow) {
    this.byRow = byRow;
  }

  @Override
  public Operator compile(Aggregate node, CompileContext context) {
    Operator rows = byRow.compile(node, context);
    if (node.getGroupType() != Aggregate.Group.SIMPLE) {
      return rows;
    }
    Pipeline pipeline = Pipeline.of(node.getInput(), context);
    VectorSource source = pipeline == null ? null : pipeline.source(wanted(node, pipeline));
    if (pipeline == null || source == null) {
      return rows;
    }
    Terms terms = new Terms(source, context.expressions());
    List<VectorAggregation> calls = calls(node, pipeline, terms);
    return calls == null
        ? rows
        : new VectorAggregate(
            source, terms.sieves(pipeline.conditions()), keys(node, pipeline, terms), calls, rows);
  }

  /** All columns that groups or calls are about. */
  private static List<RexNode> wanted(Aggregate node, Pipeline pipeline) {
    Set<Integer> columns = new TreeSet<>(node.getGroupSet().asList());
    for (AggregateCall call : node.getAggCallList()) {
      columns.addAll(call.getArgList());
      if (call.hasFilter()) {
        columns.add(call.filterArg);
      }
    }
    return columns.stream().map(pipeline.columns()::get).toList();
  }

  private static List<KeyTerm> keys(Aggregate node, Pipeline pipeline, Terms terms) {
    List<KeyTerm> keys = new ArrayList<>();
    for (int column : node.getGroupSet()) {
      keys.add(terms.key(pipeline.columns().get(column)));
    }
    return keys;
  }

  private static @Nullable List<VectorAggregation> calls(
      Aggregate node, Pipeline pipeline, Terms terms) {
    List<VectorAggregation> calls = new ArrayList<>();
    for (AggregateCall call : node.getAggCallList()) {
      VectorAggregation made = call(call, pipeline.columns(), terms);
      if (made == null) {
        return null;
      }
      calls.add(
          call.hasFilter()
              ? new Filtered(made, terms.sieve(pipeline.columns().get(call.filterArg)))
              : made);
    }
    return calls;
  }

  private static @Nullable VectorAggregation call(
      AggregateCall call, List<RexNode> columns, Terms terms) {
    if (call.distinctKeys != null
        || call.isApproximate()
        || !call.getCollation().getFieldCollations().isEmpty()
        || call.getArgList().size() > 1) {
      return null;
    }
    SqlKind kind = call.getAggregation().getKind();
    if (call.getArgList().isEmpty()) {
      return kind == SqlKind.COUNT ? new CountRows() : null;
    }
    RexNode argument = columns.get(call.getArgList().get(0));
    if (call.isDistinct() && kind == SqlKind.COUNT) {
      return new DistinctValues(terms.key(argument), DistinctValues.Wanted.COUNT);
    }
    boolean isExtreme = kind == SqlKind.MIN || kind == SqlKind.MAX;
    if (call.isDistinct() && !isExtreme) {
      return null;
    }
    LongTerm longs = terms.longsOrComputed(argument);
    return longs == null ? ofOther(kind, argument, terms) : ofLongs(kind, call, longs);
  }

  private static @Nullable VectorAggregation ofOther(SqlKind kind, RexNode argument, Terms terms) {
    int text = terms.column(argument, VectorKind.TEXT);
    if (text >= 0 && (kind == SqlKind.MIN || kind == SqlKind.MAX)) {
      return new ExtremeTexts(text, kind == SqlKind.MAX);
    }
    return switch (kind) {
      case MIN -> new DistinctValues(terms.key(argument), DistinctValues.Wanted.MIN);
      case MAX -> new DistinctValues(terms.key(argument), DistinctValues.Wanted.MAX);
      case COUNT ->
          argument.getType().isNullable()
              ? new Filtered(new CountRows(), terms.present(argument))
              : new CountRows();
      default -> null;
    };
  }

  private static @Nullable VectorAggregation ofLongs(
      SqlKind kind, AggregateCall call, LongTerm longs) {
    return switch (kind) {
      case COUNT -> new CountValues(longs);
      case MIN -> new ExtremeLongs(longs, false);
      case MAX -> new ExtremeLongs(longs, true);
      case SUM -> sum(call, longs, SumResult.Kind.SUM);
      case SUM0 -> sum(call, longs, SumResult.Kind.SUM_OR_ZERO);
      case AVG -> sum(call, longs, SumResult.Kind.AVERAGE);
      default -> null;
    };
  }

  private static @Nullable VectorAggregation sum(
      AggregateCall call, LongTerm longs, SumResult.Kind kind) {
    NumberForm form = AggregateCalls.form(call.getType());
    return form == null || !longs.form().isNumeric()
        ? null
        : new SumLongs(longs, new SumResult(form, kind));
  }
}
