package io.ewig.engine.check;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.List;

/** All checks of one version of a table, compiled. */
public final class TableChecks {

  private record Compiled(Check check, RowPredicate predicate) {}

  private final Table table;
  private final List<Compiled> checks;

  public TableChecks(Table table, CheckCompiler compiler) {
    this.table = table;
    this.checks =
        table.checks().stream()
            .map(check -> new Compiled(check, compiler.compile(table, check.text())))
            .toList();
  }

  /** Refuses a row that makes a check false. */
  public void enforce(Row row) {
    for (Compiled compiled : checks) {
      if (compiled.predicate.test(row) == Truth.FALSE) {
        throw new UserException(
            ErrorCode.CHECK_VIOLATED,
            "a row of "
                + table
                + " violates check '"
                + compiled.check.name()
                + "': "
                + compiled.check.text()
                + "; change the row");
      }
    }
  }

  /** The checks that a row makes false, as a merge wants to know. */
  public List<Check> violated(Row row) {
    List<Check> violated = new ArrayList<>();
    for (Compiled compiled : checks) {
      if (compiled.predicate.test(row) == Truth.FALSE) {
        violated.add(compiled.check);
      }
    }
    return violated;
  }
}
