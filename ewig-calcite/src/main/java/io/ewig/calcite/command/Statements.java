package io.ewig.calcite.command;

import io.ewig.calcite.change.ChangeStatement;
import io.ewig.calcite.change.ErasePlan;
import io.ewig.calcite.change.EraseStatement;
import io.ewig.calcite.change.planning.ChangePlanner;
import io.ewig.calcite.definition.DefinitionStatement;
import io.ewig.calcite.statement.BoundPlans;
import io.ewig.calcite.statement.Frontend;
import io.ewig.calcite.statement.Query;
import io.ewig.calcite.statement.Statement;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.SqlText;
import io.ewig.parser.change.Erase;
import io.ewig.parser.change.JoinedChange;
import io.ewig.parser.change.MergeRows;
import io.ewig.parser.change.Returning;
import io.ewig.parser.change.Truncate;
import io.ewig.parser.change.Upsert;
import io.ewig.parser.session.ShowSetting;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;

/** Which statement a syntax tree is; any thread. */
public final class Statements {

  /** System tables that SHOW shows. */
  private static final Set<String> SHOWN = Set.of("grants", "roles", "tokens");

  private final Frontend frontend;

  public Statements(Frontend frontend) {
    this.frontend = frontend;
  }

  /** The statement of a text that was parsed. */
  public Statement of(io.ewig.parser.Statement parsed) {
    return of(parsed, () -> SqlText.parse(parsed.text()).tree());
  }

  /**
   * @param anew a new tree each time, because planning changes it
   */
  private Statement of(io.ewig.parser.Statement parsed, Supplier<SqlNode> anew) {
    SqlNode tree = parsed.tree();
    if (tree.isA(SqlKind.QUERY)) {
      return new Query(frontend, anew, parsed.parameters());
    } else if (tree.getKind() == SqlKind.PROCEDURE_CALL) {
      Supplier<SqlNode> query = () -> Calls.query((SqlCall) anew.get(), frontend);
      return new Query(frontend, query, parsed.parameters());
    } else if (isChange(tree)) {
      return change(parsed, anew);
    } else if (tree instanceof Erase) {
      return new EraseStatement(
          new BoundPlans<>(
              frontend,
              parsed.parameters(),
              understanding -> ErasePlan.of((Erase) anew.get(), understanding)));
    } else if (DefinitionStatement.is(tree)) {
      return new DefinitionStatement(frontend, anew, parsed.parameters());
    } else if (tree instanceof ShowSetting show && SHOWN.contains(show.name().orElse(""))) {
      String query = "SELECT * FROM ewig." + show.name().get();
      return new Query(frontend, () -> SqlText.parse(query).tree(), 0);
    } else if (Shows.are(tree)) {
      return Shows.of(frontend, parsed, anew);
    } else if (Explained.is(tree)) {
      return explanation(parsed, anew);
    }
    return Commands.of(frontend, parsed, anew).orElseThrow(() -> unsupported(tree));
  }

  private Statement explanation(io.ewig.parser.Statement parsed, Supplier<SqlNode> anew) {
    SqlNode tree = Explained.in(parsed.tree());
    int count = parsed.parameters();
    Statement explained =
        of(
            new io.ewig.parser.Statement(tree, parsed.text(), count),
            () -> Explained.in(anew.get()));
    return Shows.plan(frontend, parsed.tree(), count, explained, anew);
  }

  private static UserException unsupported(SqlNode tree) {
    return new UserException(
        ErrorCode.UNSUPPORTED, "this statement can't be run yet: " + tree.getKind());
  }

  private static boolean isChange(SqlNode tree) {
    return tree instanceof SqlInsert
        || tree instanceof SqlUpdate
        || tree instanceof SqlDelete
        || tree instanceof JoinedChange
        || tree instanceof MergeRows
        || tree instanceof Upsert
        || tree instanceof Truncate
        || tree instanceof Returning;
  }

  private Statement change(io.ewig.parser.Statement parsed, Supplier<SqlNode> anew) {
    return new ChangeStatement(
        new BoundPlans<>(
            frontend,
            parsed.parameters(),
            understanding -> new ChangePlanner(understanding).plan(anew.get())),
        parsed.tree() instanceof Returning);
  }
}
