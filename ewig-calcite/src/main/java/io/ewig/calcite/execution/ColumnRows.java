package io.ewig.calcite.execution;

import io.ewig.engine.column.TextVector;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose numbers and texts lie in columns, so that a reader takes them without an object for
 * each; one thread.
 *
 * <ul>
 *   <li>Who reads them asks for {@link #next} or for {@link #advance}, never for both.
 *   <li>What may fail fails in {@code advance}: values of a row that it stands on are there.
 *   <li>What it gives holds until it goes on.
 * </ul>
 */
public interface ColumnRows extends Rows {

  /** In which form a column's values can be had. */
  enum Form {
    /** By {@link #number}: whole numbers, booleans as 0 and 1, days since 1970. */
    NUMBER,
    /** By {@link #texts}. */
    TEXT,
    /** By {@link #value}. */
    VALUE
  }

  /** The same for all rows. */
  Form form(int column);

  /** Goes to the next row; false after the last one. */
  boolean advance();

  /** Whether a number or a text is null in the row at hand. */
  boolean isNull(int column);

  /** The number in the row at hand; any if it is null. */
  long number(int column);

  /** A column of texts, in which that of the row at hand is at {@link #at}. */
  TextVector texts(int column);

  /** Where the row at hand is in columns of texts. */
  int at();

  /** A value of whatever form, as it is in rows. */
  @Nullable Object value(int column);
}
