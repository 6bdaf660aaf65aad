package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one version of a table that are computed from others of the same row; pure, for
 * any thread.
 *
 * <ul>
 *   <li>Their expressions are in the language of checks, whatever else a database may have been
 *       taught: every replica that joins two writes of a row comes to the same.
 *   <li>Who writes a row is refused if an expression can't be computed, or gives a value that its
 *       column does not take. Who joins what others wrote, or reads a row that is older than the
 *       column, has nobody to refuse: there it is null.
 * </ul>
 */
public final class GeneratedColumns {

  public static final GeneratedColumns NONE = new GeneratedColumns(List.of());

  private final List<Formula> formulas;

  private GeneratedColumns(List<Formula> formulas) {
    this.formulas = formulas;
  }

  /** Those of a table, sound or not. */
  public static GeneratedColumns of(Table table) {
    List<Formula> formulas = new ArrayList<>(0);
    for (int i = 0; i < table.columns().size(); i++) {
      String text = table.columns().get(i).formula();
      if (text != null) {
        formulas.add(Formula.of(table, i, text));
      }
    }
    return formulas.isEmpty() ? NONE : new GeneratedColumns(formulas);
  }

  public boolean isEmpty() {
    return formulas.isEmpty();
  }

  /** Refuses expressions that can't be understood, or do not give what their columns take. */
  public void requireSound() {
    for (Formula formula : formulas) {
      if (formula.wrong != null) {
        throw formula.wrong;
      }
    }
  }

  /** The row with what the expressions make of it, or a refusal. */
  public Row computed(Row row) {
    Row whole = row;
    for (Formula formula : formulas) {
      whole = whole.with(formula.position, formula.value(row));
    }
    return whole;
  }

  /** The same, with null for what can't be computed. */
  public Row computedOrNull(Row row) {
    Row whole = row;
    for (Formula formula : formulas) {
      whole = whole.with(formula.position, formula.valueOrNull(row));
    }
    return whole;
  }

  /** Refuses a row that does not hold what the expressions make of it. */
  public void requireHeld(Row row) {
    for (Formula formula : formulas) {
      Object value = formula.value(row);
      if (!Objects.equals(value, row.get(formula.position))) {
        throw new UserException(
            ErrorCode.CHECK_VIOLATED,
            formula
                + " gives "
                + value
                + " for a row that holds "
                + row.get(formula.position)
                + "; write the row again");
      }
    }
  }

  /** The name of a column for which a row gives no value that it takes. */
  public Optional<String> failing(Row row) {
    for (Formula formula : formulas) {
      try {
        formula.value(row);
      } catch (UserException failed) {
        return Optional.of(formula.column.name());
      }
    }
    return Optional.empty();
  }

  /**
   * What is at a position in a row that was written before the column was there.
   *
   * @param cells the other values, by position
   * @return null if the column is not computed, or can't be
   */
  public @Nullable Object missing(int position, int size, IntFunction<@Nullable Object> cells) {
    for (Formula formula : formulas) {
      if (formula.position == position) {
        @Nullable Object[] inputs = new @Nullable Object[size];
        for (int input : formula.inputs) {
          inputs[input] = cells.apply(input);
        }
        return formula.valueOrNull(Row.wrap(inputs));
      }
    }
    return null;
  }

  /** Whether the column at a position is one of them. */
  public boolean has(int position) {
    for (Formula formula : formulas) { // asked for each value that a row lacks
      if (formula.position == position) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param inputs positions of the columns that it reads
   * @param wrong why it can't be computed; or null
   */
  private record Formula(
      int position,
      Column column,
      String text,
      int[] inputs,
      @Nullable Expression expression,
      @Nullable UserException wrong) {

    static Formula of(Table table, int position, String text) {
      Column column = table.columns().get(position);
      try {
        Source source = new Source("the expression of column '" + column.name() + "'", text);
        Parser parser = new Parser(table, source);
        Expression expression = parser.parseValue();
        requireFitting(expression, column, source);
        int[] inputs = parser.inputs();
        for (int input : inputs) {
          requireGiven(table.columns().get(input), column);
        }
        return new Formula(position, column, text, inputs, expression, null);
      } catch (UserException wrong) {
        return new Formula(position, column, text, new int[0], null, wrong);
      }
    }

    private static void requireFitting(Expression expression, Column column, Source source) {
      Sort wanted = Sort.of(column.type());
      boolean fits = expression.is(wanted) || (wanted.isNumeric() && expression.sort().isNumeric());
      if (!fits) {
        throw source.error(
            ErrorCode.TYPE_MISMATCH,
            expression.at(),
            "it gives " + expression.sort().shown() + ", and the column takes " + column.type());
      }
    }

    private static void requireGiven(Column input, Column column) {
      if (input.isGenerated()) {
        boolean isOwn = input.name().equals(column.name());
        throw new UserException(
            ErrorCode.INVALID_DEFINITION,
            "column '"
                + column.name()
                + "' is computed from "
                + (isOwn
                    ? "itself; name other columns"
                    : "column '"
                        + input.name()
                        + "', which is computed; write the expression of that one in its place"));
      }
    }

    @Nullable Object value(Row row) {
      if (expression == null) {
        throw Objects.requireNonNull(wrong, "there is one of them");
      }
      Object value = expression.value(row);
      if (value == null && !column.nullable()) {
        throw new UserException(
            ErrorCode.NULL_NOT_ALLOWED,
            this + " gives null, and the column takes none; change the row");
      }
      return value == null ? null : column.accept(rounded(value));
    }

    @Nullable Object valueOrNull(Row row) {
      try {
        return value(row);
      } catch (UserException failed) {
        return null;
      }
    }

    /**
     * Whole numbers come of others as in SQL: digits behind the point are rounded away, a half to
     * the even side where the number is a double.
     */
    private Object rounded(Object value) {
      if (!column.type().kind().isInteger()) {
        return value;
      } else if (value instanceof BigDecimal exact) {
        return exact.setScale(0, RoundingMode.HALF_UP);
      }
      boolean isFinite = value instanceof Double number && Double.isFinite(number);
      return isFinite
          ? new BigDecimal(value.toString()).setScale(0, RoundingMode.HALF_EVEN)
          : value;
    }

    @Override
    public String toString() {
      return "the expression of column '" + column.name() + "', " + text + ",";
    }
  }
}
