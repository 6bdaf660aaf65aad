package io.ewig.calcite.system.listing;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.RexText;
import io.ewig.calcite.relation.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads a listing.
 *
 * @param filters asked in this order
 * @param wanted positions of columns
 */
record ListingOperator<T>(
    Listing<T> listing,
    int moment,
    List<Expression> arguments,
    Narrowing narrowing,
    List<Filter> filters,
    int[] wanted,
    String shownConditions)
    implements Operator {

  /**
   * A condition.
   *
   * @param number which of those that the narrowing knows
   * @param columns that it is about
   * @param isOfOneValue whether it says the same of the same value: it is about one column only
   */
  record Filter(
      int number, Expression condition, int[] columns, boolean isOfOneValue, boolean isCostly) {}

  static <T> ListingOperator<T> of(Listing<T> listing, Request request) {
    List<RexNode> conditions = new ArrayList<>();
    request.conditions().forEach(one -> conditions.addAll(RelOptUtil.conjunctions(one)));
    List<Filter> filters = new ArrayList<>();
    for (RexNode condition : conditions) {
      int[] columns = RelOptUtil.InputFinder.bits(condition).toArray();
      boolean isCostly = false;
      for (int column : columns) {
        isCostly |= listing.fields().get(column).isCostly();
      }
      boolean isOfOneValue = columns.length == 1 && RexUtil.isDeterministic(condition);
      Expression compiled = request.expressions().compile(condition);
      filters.add(new Filter(filters.size(), compiled, columns, isOfOneValue, isCostly));
    }
    filters.sort(Comparator.comparing(Filter::isCostly));
    return new ListingOperator<>(
        listing,
        request.moment(),
        request.arguments(),
        Narrowing.of(listing.columns(), conditions, request.expressions()),
        filters,
        request.columns().stream().mapToInt(Integer::intValue).toArray(),
        conditions.isEmpty() ? "" : ", filter [" + RexText.of(conditions) + "]");
  }

  @Override
  public Rows open(Execution execution) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Expression argument : arguments) {
      values.add(argument.value(new Object[0], execution));
    }
    Sought sought = narrowing.at(execution);
    Reading reading = new Reading(execution, execution.moment(moment), sought, values);
    Items<T> items = sought.isNothing() ? Items.none() : listing.find(reading);
    List<Filter> left = filters.stream().filter(one -> !isMet(one, sought, items)).toList();
    return new ListingRows<>(this, left, items, execution);
  }

  /** Whether nothing is found that a condition would keep out. */
  private boolean isMet(Filter filter, Sought sought, Items<T> items) {
    return sought.saysAllOf(filter.number)
        && items.haveWhatIsSoughtIn(listing.fields().get(filter.columns[0]).column().name());
  }

  @Override
  public String describe() {
    List<String> known = narrowing.describe();
    return "list " + listing + (known.isEmpty() ? "" : " by " + known) + shownConditions;
  }

  @Override
  public List<Operator> inputs() {
    return List.of();
  }
}
