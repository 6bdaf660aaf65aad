package io.ewig.engine.internal.late;

import io.ewig.engine.check.TableChecks;
import io.ewig.engine.check.language.CheckLanguage;
import io.ewig.engine.check.language.GeneratedColumns;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks as every replica understands them: those in our own language, whatever else somebody may
 * have taught his database. One thread.
 */
final class KnownChecks {

  private @Nullable TableCodec last; // mostly one is asked for again and again
  private Function<Row, Optional<String>> known = row -> Optional.empty();

  /**
   * Tells the name of a check that a row makes false, of a column that it can't be computed for, or
   * of a key that its values are too long for.
   */
  @SuppressWarnings("ReferenceEquality") // another one that is equal costs a compilation
  Function<Row, Optional<String>> of(TableCodec table) {
    if (last != table) {
      known = compiled(table);
      last = table;
    }
    return known;
  }

  private static Function<Row, Optional<String>> compiled(TableCodec table) {
    GeneratedColumns generated = table.generated();
    Function<Row, Optional<String>> checks = ofChecks(table.table());
    return row ->
        generated.failing(row).or(() -> checks.apply(row)).or(() -> table.overlongKey(row));
  }

  private static Function<Row, Optional<String>> ofChecks(Table table) {
    if (table.checks().isEmpty()) {
      return row -> Optional.empty();
    }
    TableChecks checks;
    try {
      checks = new TableChecks(table, new CheckLanguage());
    } catch (UserException inAnotherLanguage) {
      return row -> Optional.empty();
    }
    return row -> violated(checks, row);
  }

  /** A check that fails otherwise, as by a division by zero, was not broken. */
  private static Optional<String> violated(TableChecks checks, Row row) {
    try {
      List<Check> violated = checks.violated(row);
      return violated.isEmpty() ? Optional.empty() : Optional.of(violated.get(0).name());
    } catch (UserException undecided) {
      return Optional.empty();
    }
  }
}
