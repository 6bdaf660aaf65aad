package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.grammar.EwigParser;
import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.ParseException;
import io.ewig.parser.grammar.Token;
import io.ewig.parser.grammar.TokenMgrError;
import io.ewig.parser.limit.Limits;
import io.ewig.parser.limit.Nesting;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;

/** One text while it is parsed; used once. */
final class Reading {

  private final String sql;
  private final Lines lines;
  private final EwigParser parser;

  Reading(String sql) {
    if (sql.length() > Limits.TEXT_CHARS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the SQL text has "
              + sql.length()
              + " characters, more than "
              + Limits.TEXT_CHARS_MAX
              + "; split it, or insert with parameters in batches");
    }
    this.sql = QuotedTexts.standard(sql);
    this.lines = new Lines(this.sql);
    Nesting nesting = Nesting.ofBrackets();
    this.parser = new EwigParser(new Tokens(this.sql, nesting));
    parser.setNesting(nesting);
    parser.setUnquotedCasing(Casing.TO_LOWER);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(Limits.IDENTIFIER_CHARS_MAX);
    parser.setConformance(Conformance.INSTANCE);
  }

  List<Statement> script() {
    return guarded(this::statements);
  }

  SqlNode expression() {
    SqlNode tree = guarded(parser::SqlExpressionEof);
    TreeDepth.require(tree);
    return tree;
  }

  private List<Statement> statements() throws ParseException {
    List<Statement> statements = new ArrayList<>();
    while (true) {
      while (parser.getToken(1).kind == EwigParserConstants.SEMICOLON) {
        parser.getNextToken();
      }
      Token first = parser.getToken(1);
      if (first.kind == EwigParserConstants.EOF) {
        return statements;
      }
      SqlNode tree = parser.StatementStart();
      Token last = parser.getToken(0);
      parser.StatementEnd();
      TreeDepth.require(tree);
      String text =
          sql.substring(
              lines.offset(first.beginLine, first.beginColumn),
              lines.offset(last.endLine, last.endColumn) + 1);
      statements.add(new Statement(tree, text, parser.parameterCount()));
    }
  }

  @FunctionalInterface
  private interface Production<T> {
    T parse() throws ParseException;
  }

  private <T> T guarded(Production<T> production) {
    try {
      return production.parse();
    } catch (ParseException e) {
      throw SyntaxErrors.of(e, parser.getToken(0));
    } catch (TokenMgrError e) {
      throw SyntaxErrors.of(e);
    } catch (CalciteContextException e) {
      throw SyntaxErrors.of(e);
    } catch (StackOverflowError e) { // what was read so far is forgotten with the parser
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the statement is nested too deep for the stack of this thread; nest it less, or give the"
              + " thread a larger stack",
          e);
    }
  }
}
