package io.ewig.calcite.system.listing;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Reads off conditions what they say about single columns; immutable, any thread. */
final class Narrowing {

  private static final int NANO_DIGITS = 9;

  private final List<RelationColumn> columns;
  private final List<Part> conditions;

  /** A condition, or a part of one, as far as it says something about single columns. */
  private sealed interface Part {
    Said at(Execution execution);
  }

  /**
   * What was said of columns.
   *
   * @param isAll whether the condition says nothing else
   */
  private record Said(Map<Integer, Domain> domains, boolean isAll) {
    static final Said NOTHING = new Said(Map.of(), false);
  }

  private Narrowing(List<RelationColumn> columns, List<Part> conditions) {
    this.columns = columns;
    this.conditions = conditions;
  }

  static Narrowing of(
      List<RelationColumn> columns, List<RexNode> conditions, ExpressionCompiler compiler) {
    return new Narrowing(
        columns, conditions.stream().map(condition -> part(condition, compiler)).toList());
  }

  private static Part all(List<RexNode> conditions, ExpressionCompiler compiler) {
    return new All(conditions.stream().map(condition -> part(condition, compiler)).toList());
  }

  private static Part part(RexNode condition, ExpressionCompiler compiler) {
    RexNode plain = RexUtil.expandSearch(compiler.rexBuilder(), null, condition);
    if (plain.isAlwaysFalse() || RexLiteral.isNullLiteral(plain)) {
      return new Never();
    }
    return switch (plain.getKind()) {
      case AND -> all(RelOptUtil.conjunctions(plain), compiler);
      case OR ->
          new Any(RelOptUtil.disjunctions(plain).stream().map(one -> part(one, compiler)).toList());
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) plain, compiler);
      default -> new All(List.of());
    };
  }

  private static Part comparison(RexCall call, ExpressionCompiler compiler) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    SqlKind kind = call.getKind();
    Part part = comparison(left, kind, right, compiler);
    part = part == null ? comparison(right, kind.reverse(), left, compiler) : part;
    return part == null ? new All(List.of()) : part;
  }

  private static @Nullable Part comparison(
      RexNode column, SqlKind kind, RexNode value, ExpressionCompiler compiler) {
    RexNode bare = uncast(column);
    boolean isKnown = !RexUtil.containsInputRef(value) && RexUtil.isDeterministic(value);
    if (!(bare instanceof RexInputRef ref) || !isKnown || !isComparable(ref, column, value)) {
      return null;
    }
    boolean isCut = column.isA(SqlKind.CAST) && column.getType().getPrecision() < NANO_DIGITS;
    boolean isBare = column.equals(ref);
    return new Comparison(ref.getIndex(), kind, compiler.compile(value), isBare, isCut);
  }

  private static RexNode uncast(RexNode node) {
    return node.isA(SqlKind.CAST) ? ((RexCall) node).getOperands().get(0) : node;
  }

  /** Whether what the column is cast to, if it is, and the value say where the column lies. */
  private static boolean isComparable(RexInputRef ref, RexNode column, RexNode value) {
    SqlTypeName own = ref.getType().getSqlTypeName();
    SqlTypeName cast = column.getType().getSqlTypeName();
    SqlTypeName other = value.getType().getSqlTypeName();
    if (SqlTypeName.INT_TYPES.contains(own)) {
      return SqlTypeName.EXACT_TYPES.contains(cast) && SqlTypeName.EXACT_TYPES.contains(other);
    } else if (SqlTypeName.CHAR_TYPES.contains(own)) {
      boolean isWhole = column.equals(ref) || isUnbounded(column.getType());
      return isWhole && SqlTypeName.CHAR_TYPES.contains(other);
    } else if (own == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
      return isTime(cast) && isTime(other);
    }
    return false;
  }

  private static boolean isTime(SqlTypeName type) {
    return type == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
        || type == SqlTypeName.TIMESTAMP
        || type == SqlTypeName.DATE;
  }

  private static boolean isUnbounded(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.VARCHAR
        && type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
  }

  /** What is sought in one execution. */
  Sought at(Execution execution) {
    Map<Integer, Domain> domains = new HashMap<>();
    BitSet wholly = new BitSet();
    for (int i = 0; i < conditions.size(); i++) {
      Said said = conditions.get(i).at(execution);
      merge(said.domains, domains);
      wholly.set(i, said.isAll);
    }
    Map<String, Domain> byName = new HashMap<>();
    domains.forEach((index, domain) -> byName.put(columns.get(index).name(), domain));
    return new Sought(byName, wholly);
  }

  private static void merge(Map<Integer, Domain> more, Map<Integer, Domain> into) {
    more.forEach((index, one) -> into.merge(index, one, Domain::and));
  }

  /** The columns that something is known of, for EXPLAIN. */
  List<String> describe() {
    TreeSet<Integer> found = new TreeSet<>();
    conditions.forEach(one -> collect(one, found));
    return found.stream().map(index -> columns.get(index).name()).toList();
  }

  private static void collect(Part part, Set<Integer> found) {
    if (part instanceof All all) {
      all.parts.forEach(one -> collect(one, found));
    } else if (part instanceof Any any) {
      List<Set<Integer>> each = new ArrayList<>();
      for (Part one : any.parts) {
        each.add(new TreeSet<>());
        collect(one, each.get(each.size() - 1));
      }
      each.stream()
          .reduce(
              (a, b) -> {
                a.retainAll(b);
                return a;
              })
          .ifPresent(found::addAll);
    } else if (part instanceof Comparison comparison) {
      found.add(comparison.column);
    }
  }

  /**
   * A column beside a value.
   *
   * @param isBare whether it is the column as it is
   * @param isCut whether it is the column with fewer digits of a second
   */
  private record Comparison(
      int column, SqlKind kind, Expression value, boolean isBare, boolean isCut) implements Part {
    @Override
    public Said at(Execution execution) {
      try {
        Object known = value.value(new Object[0], execution);
        Domain domain = Compared.with(kind, known, isCut, execution.zone());
        return new Said(Map.of(column, domain), isBare && Compared.saysAll(kind, known));
      } catch (UserException later) { // when the condition is asked, if it ever is
        return Said.NOTHING;
      }
    }
  }

  /** Says of the first column, which is as good as any, that it can have no value. */
  private record Never() implements Part {
    @Override
    public Said at(Execution execution) {
      return new Said(Map.of(0, Domain.NOTHING), false);
    }
  }

  private record All(List<Part> parts) implements Part {
    @Override
    public Said at(Execution execution) {
      Map<Integer, Domain> domains = new HashMap<>();
      parts.forEach(part -> merge(part.at(execution).domains, domains));
      return new Said(domains, false);
    }
  }

  private record Any(List<Part> parts) implements Part {
    @Override
    public Said at(Execution execution) {
      Map<Integer, Domain> domains = null;
      for (Part part : parts) {
        Map<Integer, Domain> other = part.at(execution).domains;
        domains = domains == null ? new HashMap<>(other) : domains;
        domains.keySet().retainAll(other.keySet());
        domains.replaceAll((index, one) -> one.or(other.getOrDefault(index, Domain.ALL)));
      }
      return domains == null ? Said.NOTHING : new Said(domains, false);
    }
  }
}
