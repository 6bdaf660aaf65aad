package io.ewig.calcite.compile.vector;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.expression.json.JsonMembers;
import io.ewig.calcite.expression.time.Units;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.join.ValueJoinKey;
import io.ewig.calcite.vector.sort.Output;
import io.ewig.calcite.vector.term.ColumnLongs;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.LongKey;
import io.ewig.calcite.vector.term.LongSieve;
import io.ewig.calcite.vector.term.LongTerm;
import io.ewig.calcite.vector.term.LongTerm.Form;
import io.ewig.calcite.vector.term.NameKey;
import io.ewig.calcite.vector.term.NameSieve;
import io.ewig.calcite.vector.term.PathLongs;
import io.ewig.calcite.vector.term.RowKey;
import io.ewig.calcite.vector.term.RowLongs;
import io.ewig.calcite.vector.term.RowSieve;
import io.ewig.calcite.vector.term.Sieve;
import io.ewig.calcite.vector.term.StepLongs;
import io.ewig.calcite.vector.term.TextKey;
import io.ewig.engine.column.Zone;
import io.ewig.engine.json.JsonPointer;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Makes terms of expressions over the columns of a source. */
final class Terms {

  private static final @Nullable Object[] NO_ROW = {};

  private final VectorSource source;
  private final ExpressionCompiler expressions;

  Terms(VectorSource source, ExpressionCompiler expressions) {
    this.source = source;
    this.expressions = expressions;
  }

  private static int[] needs(RexNode expression) {
    return RelOptUtil.InputFinder.bits(expression).toArray();
  }

  /** The only column that an expression is about, if its values come by codes; or -1. */
  private int coded(RexNode expression) {
    int name = only(expression, VectorKind.NAME);
    return name >= 0 ? name : only(expression, VectorKind.CODED);
  }

  /** The only column that an expression is about, if it is of that kind; or -1. */
  private int only(RexNode expression, VectorKind kind) {
    int[] needs = needs(expression);
    return needs.length == 1 && source.kind(needs[0]) == kind ? needs[0] : -1;
  }

  // ---- numbers

  /** Null if the expression is no number, or has no form that is faster than rows. */
  @Nullable LongTerm longs(RexNode expression) {
    if (expression instanceof RexInputRef column) {
      return column(column);
    } else if (isWidened(expression)) {
      return widened((RexCall) expression);
    } else if (expression instanceof RexCall call) {
      LongTerm step = step(call);
      return step == null ? place(call) : step;
    }
    return null;
  }

  private @Nullable LongTerm column(RexInputRef ref) {
    int column = ref.getIndex();
    return switch (source.kind(column)) {
      case NUMBER -> {
        Form form = form(ref.getType().getSqlTypeName());
        yield form == null ? null : new ColumnLongs(column, form);
      }
      case INSTANT -> new ColumnLongs(column, Form.INSTANT);
      default -> null;
    };
  }

  /** Whether it is a column of whole numbers as one of a wider type. */
  private static boolean isWidened(RexNode expression) {
    return expression.isA(SqlKind.CAST)
        && SqlTypeName.INT_TYPES.contains(expression.getType().getSqlTypeName())
        && ((RexCall) expression).getOperands().get(0) instanceof RexInputRef ref
        && SqlTypeName.INT_TYPES.contains(ref.getType().getSqlTypeName())
        && RexUtil.isLosslessCast(expression);
  }

  private @Nullable LongTerm widened(RexCall cast) {
    Form form = form(cast.getType().getSqlTypeName());
    LongTerm narrow = column((RexInputRef) cast.getOperands().get(0));
    return narrow instanceof ColumnLongs of && form != null
        ? new ColumnLongs(of.column(), form)
        : null;
  }

  /** The same, or whole numbers that have to be computed row by row. */
  @Nullable LongTerm longsOrComputed(RexNode expression) {
    LongTerm known = longs(expression);
    return known == null ? computed(expression) : known;
  }

  private @Nullable LongTerm computed(RexNode expression) {
    Form form = form(expression.getType().getSqlTypeName());
    return form == null || !form.isNumeric()
        ? null
        : new RowLongs(needs(expression), form, expressions.compile(expression));
  }

  /** The column of a kind that an expression is; or -1. */
  int column(RexNode expression, VectorKind kind) {
    return expression instanceof RexInputRef ref && source.kind(ref.getIndex()) == kind
        ? ref.getIndex()
        : -1;
  }

  private @Nullable LongTerm step(RexCall call) {
    OptionalLong unit = Units.stepNanos(call);
    int column = only(call, VectorKind.INSTANT);
    boolean isOfColumn = call.getOperands().stream().anyMatch(RexInputRef.class::isInstance);
    return unit.isPresent() && column >= 0 && isOfColumn
        ? new StepLongs(column, expressions.compile(call), unit.getAsLong())
        : null;
  }

  private @Nullable LongTerm place(RexCall call) {
    SqlTypeName type = call.getType().getSqlTypeName();
    Form form = type == SqlTypeName.BIGINT || type == SqlTypeName.INTEGER ? form(type) : null;
    JsonPointer pointer = form == null ? null : JsonMembers.pointer(call);
    int column = only(call, VectorKind.DOCUMENT);
    return form == null || pointer == null || column < 0
        ? null
        : new PathLongs(column, pointer, form, expressions.compile(call));
  }

  /** In which form values of a type are numbers; null if they are none. */
  static @Nullable Form form(SqlTypeName type) {
    return switch (type) {
      case BIGINT -> Form.BIGINT;
      case INTEGER -> Form.INTEGER;
      case SMALLINT -> Form.SMALLINT;
      case TINYINT -> Form.TINYINT;
      case BOOLEAN -> Form.BOOLEAN;
      case DATE -> Form.DATE;
      default -> null;
    };
  }

  // ---- keys

  KeyTerm key(RexNode expression) {
    LongTerm longs = longs(expression);
    if (longs != null) {
      return new LongKey(longs);
    }
    int text = column(expression, VectorKind.TEXT);
    if (text >= 0) {
      return new TextKey(text);
    }
    int name = coded(expression);
    Expression compiled = expressions.compile(expression);
    return name >= 0 ? new NameKey(name, compiled) : new RowKey(needs(expression), compiled);
  }

  /** Something that has to be equal to something of another source. */
  ValueJoinKey.Term joinTerm(RexNode expression) {
    return new ValueJoinKey.Term(
        coded(expression), needs(expression), expressions.compile(expression));
  }

  /** What a row is made of. */
  Output output(RexNode expression) {
    return expression instanceof RexInputRef ref
        ? new Output.Plain(ref.getIndex())
        : new Output.Computed(needs(expression), expressions.compile(expression));
  }

  // ---- conditions

  /** For conditions that all have to hold. */
  List<Sieve> sieves(List<RexNode> conditions) {
    return conditions.stream().flatMap(each -> bounds(each).stream()).map(this::sieve).toList();
  }

  /** A range of numbers as two comparisons, which numbers are looked at for; else as it is. */
  private List<RexNode> bounds(RexNode condition) {
    return condition instanceof RexCall call && isRange(call) && longs(call.operands.get(0)) != null
        ? RelOptUtil.conjunctions(RexUtil.expandSearch(expressions.rexBuilder(), null, call))
        : List.of(condition);
  }

  /** Calcite makes one of two comparisons with literals. */
  private static boolean isRange(RexCall call) {
    if (!call.isA(SqlKind.SEARCH)) {
      return false;
    }
    Sarg<?> sarg = ((RexLiteral) call.operands.get(1)).getValueAs(Sarg.class);
    return sarg != null && sarg.nullAs != RexUnknownAs.TRUE && sarg.rangeSet.asRanges().size() == 1;
  }

  Sieve sieve(RexNode condition) {
    Sieve comparison = condition instanceof RexCall call ? comparison(call) : null;
    if (comparison != null) {
      return comparison;
    }
    Condition compiled = Condition.of(expressions.compile(condition));
    int name = coded(condition);
    return name >= 0 ? new NameSieve(name, compiled) : new RowSieve(needs(condition), compiled);
  }

  /** Passes rows in which an expression is not null. */
  Sieve present(RexNode expression) {
    Expression compiled = expressions.compile(expression);
    Condition isThere =
        (row, execution) ->
            compiled.value(row, execution) == null ? Condition.FALSE : Condition.TRUE;
    int name = coded(expression);
    return name >= 0 ? new NameSieve(name, isThere) : new RowSieve(needs(expression), isThere);
  }

  /** A number compared with something that is the same for all rows. */
  private @Nullable Sieve comparison(RexCall call) {
    if (call.getOperands().size() != 2 || !isComparison(call.getKind())) {
      return null;
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    boolean isTurned = needs(left).length == 0;
    RexNode constant = isTurned ? left : right;
    LongTerm longs = needs(constant).length == 0 ? longs(isTurned ? right : left) : null;
    if (longs == null || !isComparable(longs.form(), constant.getType().getSqlTypeName())) {
      return null;
    }
    SqlKind kind = isTurned ? call.getKind().reverse() : call.getKind();
    Expression bound = expressions.compile(constant);
    return new LongSieve(longs, execution -> passing(kind, bound, execution));
  }

  private static boolean isComparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
      default -> false;
    };
  }

  private static boolean isComparable(Form form, SqlTypeName constant) {
    return switch (constant) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> form.isNumeric();
      case DATE -> form == Form.DATE;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> form == Form.INSTANT;
      default -> false;
    };
  }

  private static long number(Object bound) {
    if (bound instanceof Instant instant) {
      return SystemNanos.of(instant);
    } else if (bound instanceof LocalDate day) {
      return day.toEpochDay();
    }
    return ((Number) bound).longValue();
  }

  private static @Nullable Zone passing(SqlKind kind, Expression bound, Execution execution) {
    Object value = bound.value(NO_ROW, execution);
    if (value == null) {
      return null;
    }
    long number = number(value);
    return switch (kind) {
      case EQUALS -> new Zone(number, number);
      case LESS_THAN -> number == Long.MIN_VALUE ? null : new Zone(Long.MIN_VALUE, number - 1);
      case LESS_THAN_OR_EQUAL -> new Zone(Long.MIN_VALUE, number);
      case GREATER_THAN -> number == Long.MAX_VALUE ? null : new Zone(number + 1, Long.MAX_VALUE);
      default -> new Zone(number, Long.MAX_VALUE);
    };
  }
}
