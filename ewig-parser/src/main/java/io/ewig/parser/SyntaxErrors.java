package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.ParseException;
import io.ewig.parser.grammar.Token;
import io.ewig.parser.grammar.TokenMgrError;
import io.ewig.parser.limit.Limits;
import io.ewig.parser.node.Place;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.jspecify.annotations.Nullable;

/** Says in words what is wrong with a text, where, and what to write instead. */
final class SyntaxErrors {

  private static final int SHOWN_CHARS_MAX = 40;

  private static final Pattern LEXICAL =
      Pattern.compile("(?s)Lexical error at line (\\d+), column (\\d+)\\.\\s+Encountered: (.*)");

  private SyntaxErrors() {}

  /**
   * @param last the last token that was taken in
   */
  static UserException of(ParseException e, Token last) {
    if (e.currentToken == null) {
      // One of our own productions has seen something that is wrong.
      return error(last.beginLine, last.beginColumn, String.valueOf(e.getMessage()));
    }
    Expected expected = Expected.of(e, e.currentToken);
    Token found = expected.found();
    return error(found.beginLine, found.beginColumn, text(expected));
  }

  private static String text(Expected expected) {
    Token found = expected.found();
    String special = special(found, expected);
    if (special != null) {
      return special;
    }
    String what =
        found.kind == EwigParserConstants.EOF
            ? "the statement ends too early"
            : "'" + shown(found.image) + "' can't stand here";
    String nearest = expected.nearest();
    if (nearest != null) {
      return what + "; did you mean " + nearest + "?";
    }
    String nearestBefore = expected.nearestBefore();
    if (nearestBefore != null) {
      return what
          + "; did you mean "
          + nearestBefore
          + " instead of '"
          + shown(expected.before())
          + "'?";
    }
    List<String> words = expected.words();
    String end = words.isEmpty() ? what : what + "; expected " + orList(words);
    return expected.isExpression() && Words.isReserved(found.kind)
        ? end + "; as a name, write it \"" + found.image.toLowerCase(Locale.ROOT) + "\""
        : end;
  }

  private static @Nullable String special(Token found, Expected expected) {
    return switch (found.kind) {
      case EwigParserConstants.QUOTE ->
          "the text that starts here has no end; write ' there, and '' for a ' within";
      case EwigParserConstants.DOUBLE_QUOTE ->
          "the name that starts here has no end in its line, or is empty; write \" after it";
      case EwigParserConstants.HASH, EwigParserConstants.AT_SIGN -> meaningless(found.image);
      case EwigParserConstants.QUOTED_STRING -> textForName(found, expected);
      case EwigParserConstants.QUOTED_IDENTIFIER -> nameForText(found, expected);
      default -> reserved(found, expected);
    };
  }

  private static @Nullable String textForName(Token found, Expected expected) {
    return expected.isName() && !expected.isText()
        ? shown(found.image) + " is a text, but a name is expected; names are in double quotes"
        : null;
  }

  private static @Nullable String nameForText(Token found, Expected expected) {
    return expected.isText() && !expected.isName()
        ? shown(found.image) + " is a name, but a text is expected; texts are in single quotes"
        : null;
  }

  private static @Nullable String reserved(Token found, Expected expected) {
    if (expected.isName() && !expected.isExpression() && Words.isReserved(found.kind)) {
      String word = found.image.toLowerCase(Locale.ROOT);
      return "'" + found.image + "' is a reserved word; as a name, write it \"" + word + "\"";
    }
    return null;
  }

  static UserException of(TokenMgrError e) {
    Matcher matcher = LEXICAL.matcher(Objects.requireNonNullElse(e.getMessage(), ""));
    if (!matcher.matches()) {
      return new UserException(ErrorCode.SYNTAX_ERROR, "the text can't be read as SQL", e);
    }
    int line = Integer.parseInt(matcher.group(1));
    int column = Integer.parseInt(matcher.group(2));
    String found = matcher.group(3);
    if (found.startsWith("<EOF>")) {
      return error(line, column, "a comment or text has no end; write */ or ' there");
    }
    int end = found.indexOf('"', 1);
    return error(line, column, meaningless(end < 0 ? found : found.substring(1, end)));
  }

  private static String meaningless(String sign) {
    String remedy =
        switch (sign) {
          case "#" -> "; a comment starts with --";
          case "`" -> "; names are quoted with \"";
          case "@", ":" -> "; a parameter is a ?";
          default -> "; leave it out, or quote the name it belongs to";
        };
    return "the sign \"" + sign + "\" has no meaning" + remedy;
  }

  static UserException of(CalciteContextException e) {
    String message = Objects.requireNonNullElse(e.getCause(), e).getMessage();
    boolean isLimit = message != null && message.startsWith("Length of identifier");
    if (isLimit) {
      message = "a name is longer than " + Limits.IDENTIFIER_CHARS_MAX + " characters; shorten it";
    }
    String text = message == null ? "this can't stand here" : plain(message);
    return Place.of(e).error(isLimit ? ErrorCode.LIMIT_EXCEEDED : ErrorCode.SYNTAX_ERROR, text, e);
  }

  private static String plain(String message) {
    if (message.startsWith("Non-query expression encountered")) {
      return "an expression can't stand where a query or table is expected; write SELECT before it";
    }
    if (message.startsWith("Query expression encountered")) {
      return "a query can't stand here; put it into parentheses";
    }
    if (message.startsWith("ORDER BY unexpected")) {
      return "ORDER BY can't stand here; arguments of aggregates have an order, and queries";
    }
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /** Without the parser's own error, which lists six hundred words that could have stood there. */
  private static UserException error(int line, int column, String text) {
    return new Place(line, column).error(ErrorCode.SYNTAX_ERROR, text);
  }

  private static String shown(String image) {
    return image.length() > SHOWN_CHARS_MAX ? image.substring(0, SHOWN_CHARS_MAX) + ".." : image;
  }

  private static String orList(List<String> words) {
    if (words.size() == 1) {
      return words.get(0);
    }
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
