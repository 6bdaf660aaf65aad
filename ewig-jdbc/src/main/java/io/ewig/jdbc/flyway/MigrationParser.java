package io.ewig.jdbc.flyway;

import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.parser.Token;
import org.jspecify.annotations.Nullable;

/**
 * Takes scripts apart: quotes are as in the standard, statements end with a semicolon.
 *
 * <p>Statements about branches, tags and merges take effect at once, so a script that has one runs
 * without a transaction around it.
 */
final class MigrationParser extends Parser {

  private static final int PEEK_CHARS = 2;

  private static final Pattern AT_ONCE =
      Pattern.compile(
          "((CREATE|ALTER|DROP|RESTORE|RESET|MERGE) (BRANCH|TAG)"
              + "|(SET|RESET) (SESSION )?BRANCH|USE|ERASE"
              + "|CHERRY PICK|REVERT|RESOLVE|COMPLETE|ABANDON)\\b.*");

  MigrationParser(Configuration configuration, ParsingContext context) {
    super(configuration, context, PEEK_CHARS);
  }

  @Override
  protected @Nullable Boolean detectCanExecuteInTransaction(
      String simplifiedStatement, List<Token> keywords) {
    return AT_ONCE.matcher(simplifiedStatement).matches()
        ? Boolean.FALSE
        : super.detectCanExecuteInTransaction(simplifiedStatement, keywords);
  }
}
