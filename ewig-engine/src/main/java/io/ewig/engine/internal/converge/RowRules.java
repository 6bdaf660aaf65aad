package io.ewig.engine.internal.converge;

import io.ewig.engine.check.language.GeneratedColumns;
import io.ewig.engine.value.Row;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the row that several have made has to keep to, as every replica understands it: where it
 * would not with one more write, that one waits.
 *
 * @param generated the columns that are computed from what comes of the others
 * @param fits whether a row is not longer than one may be
 * @param broken the check that a row makes false, or the column that can't be computed
 */
public record RowRules(
    GeneratedColumns generated, Predicate<Row> fits, Function<Row, Optional<String>> broken) {

  public static final RowRules NONE =
      new RowRules(GeneratedColumns.NONE, row -> true, row -> Optional.empty());

  /** What a row breaks that is longer than one may be; as a check's name. */
  private static final String LENGTH = "row length";

  /** What is broken by what became of a row, and was not before. */
  Optional<String> broken(Row merged, Row before) {
    if (!fits.test(merged)) {
      return Optional.of(LENGTH);
    }
    Optional<String> check = broken.apply(merged);
    return check.isPresent() && broken.apply(before).isEmpty() ? check : Optional.empty();
  }

  /** A row with its computed columns; null in those that can't be. */
  Row computed(Row row) {
    return generated.computedOrNull(row);
  }
}
