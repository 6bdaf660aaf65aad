package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.limit.Limits;
import java.util.List;
import java.util.NavigableSet;
import org.apache.calcite.sql.SqlNode;

/**
 * From SQL text to syntax trees, and back: the door of this module.
 *
 * <ul>
 *   <li>Names without quotes are in lower case, names in double quotes stay as they are; from then
 *       on upper and lower case differ.
 *   <li>Whatever the text is, the answer is a tree or a UserException, within {@link Limits}.
 *   <li>What {@link #print} writes is parsed to an equal tree.
 * </ul>
 */
public final class SqlText {

  private SqlText() {}

  /** The one statement of a text; a semicolon may end it. */
  public static Statement parse(String sql) {
    List<Statement> statements = parseScript(sql);
    if (statements.size() != 1) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR,
          statements.isEmpty()
              ? "there is no statement in the text; write one"
              : "there are "
                  + statements.size()
                  + " statements in the text; run them one by one, or as a script");
    }
    return statements.get(0);
  }

  /** The statements of a text, which semicolons separate. */
  public static List<Statement> parseScript(String sql) {
    return new Reading(sql).script();
  }

  /** An expression alone, such as a default or the condition of a CHECK. */
  public static SqlNode parseExpression(String sql) {
    return new Reading(sql).expression();
  }

  /** The words that are names only in double quotes, in lower case. */
  public static NavigableSet<String> reservedWords() {
    return Words.reserved();
  }

  /** A tree as text, with every name in double quotes. */
  public static String print(SqlNode tree) {
    return tree.toSqlString(EwigDialect::configure).getSql();
  }
}
