package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a condition, see {@link CheckLanguage}; one method for each rule of the grammar. */
final class Parser {

  /** Parentheses and NOTs in each other; bounds the stack. */
  static final int DEPTH_MAX = 50;

  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "not", "is", "in", "between", "like", "escape", "unknown");

  private final Source source;
  private final Tokens tokens;
  private final Arithmetic arithmetic;
  private final Comparison comparison;
  private final Calls calls;
  private final Like like;
  private final Operands operands;
  private int depth;

  Parser(Table table, Source source) {
    this.source = source;
    this.tokens = new Tokens(source);
    this.arithmetic = new Arithmetic(source);
    this.comparison = new Comparison(source);
    this.calls =
        new Calls(
            source,
            tokens,
            new Functions(source, arithmetic, comparison),
            this::sum,
            this::condition,
            () -> requireCondition(condition()));
    this.like = new Like(source);
    this.operands = new Operands(table, source, comparison);
  }

  Expression parse() {
    return requireCondition(parseValue());
  }

  /** The same of a value of any sort. */
  Expression parseValue() {
    Expression value = condition();
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("the end, AND or OR");
    }
    return value;
  }

  /** Where the columns are that were met. */
  int[] inputs() {
    return operands.met();
  }

  private Expression condition() {
    Expression first = conjunction();
    if (!tokens.peek().isWord("or")) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(requireCondition(first)));
    while (tokens.takeWord("or")) {
      all.add(requireCondition(conjunction()));
    }
    return Logic.or(first.at(), all);
  }

  private Expression conjunction() {
    Expression first = negation();
    if (!tokens.peek().isWord("and")) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(requireCondition(first)));
    while (tokens.takeWord("and")) {
      all.add(requireCondition(negation()));
    }
    return Logic.and(first.at(), all);
  }

  private Expression negation() {
    int at = tokens.peek().at();
    if (!tokens.takeWord("not")) {
      return predicate();
    }
    enter();
    Expression negated = Logic.not(at, requireCondition(negation()));
    depth--;
    return negated;
  }

  private Expression predicate() {
    Expression tested = tested();
    Token token = tokens.peek();
    while (tokens.takeWord("is")) { // of a test as well: it may have lost its parentheses
      tested = is(token.at(), tested);
      token = tokens.peek();
    }
    return tested;
  }

  private Expression tested() {
    Expression left = sum();
    Token token = tokens.peek();
    if (Comparison.isOperator(token)) {
      tokens.take();
      return comparison.compare(token, left, sum());
    }
    boolean negated = tokens.takeWord("not");
    Expression test = test(left);
    if (test == null) {
      if (negated) {
        throw tokens.unexpected("IN, BETWEEN or LIKE");
      }
      return left;
    }
    return negated ? Logic.not(token.at(), test) : test;
  }

  private @Nullable Expression test(Expression left) {
    int at = tokens.peek().at();
    if (tokens.takeWord("in")) {
      return comparison.in(at, left, list());
    }
    if (tokens.takeWord("between")) {
      boolean isEitherWay = tokens.takeWord("symmetric");
      if (!isEitherWay) {
        tokens.takeWord("asymmetric");
      }
      Expression low = sum();
      if (!tokens.takeWord("and")) {
        throw tokens.unexpected("AND");
      }
      Expression high = sum();
      Expression between = comparison.between(at, left, low, high);
      return isEitherWay
          ? Logic.or(at, List.of(between, comparison.between(at, left, high, low)))
          : between;
    }
    if (tokens.takeWord("like")) {
      Expression pattern = sum();
      return like.like(at, left, pattern, tokens.takeWord("escape") ? sum() : null);
    }
    return null;
  }

  private Expression is(int at, Expression left) {
    boolean negated = tokens.takeWord("not");
    Expression test;
    if (tokens.takeWord("null")) {
      test = Logic.isNull(at, left);
    } else if (tokens.takeWord("unknown")) {
      test = Logic.isNull(at, requireCondition(left));
    } else if (tokens.takeWord("true")) {
      test = Logic.is(at, requireCondition(left), true);
    } else if (tokens.takeWord("false")) {
      test = Logic.is(at, requireCondition(left), false);
    } else if (tokens.takeWord("distinct")) {
      if (!tokens.takeWord("from")) {
        throw tokens.unexpected("FROM");
      }
      test = comparison.distinct(at, left, sum());
    } else {
      throw tokens.unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
    }
    return negated ? Logic.not(at, test) : test;
  }

  private List<Expression> list() {
    tokens.requireSymbol("(");
    List<Expression> elements = new ArrayList<>();
    do {
      elements.add(sum());
    } while (tokens.takeSymbol(","));
    tokens.requireSymbol(")");
    return elements;
  }

  private Expression sum() {
    Expression left = product();
    while (tokens.peek().isSymbol("+")
        || tokens.peek().isSymbol("-")
        || tokens.peek().isSymbol("||")) {
      left = arithmetic.combine(tokens.take(), left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = factor();
    while (tokens.peek().isSymbol("*")
        || tokens.peek().isSymbol("/")
        || tokens.peek().isSymbol("%")) {
      left = arithmetic.combine(tokens.take(), left, factor());
    }
    return left;
  }

  private Expression factor() {
    enter();
    Token token = tokens.take();
    Expression factor =
        switch (token.kind()) {
          case NUMBER -> operands.number(token);
          case TEXT -> Expression.literal(Sort.TEXT, token.at(), token.text());
          case QUOTED_NAME ->
              tokens.peek().isSymbol("(") ? calls.call(token) : operands.column(token);
          case BARE_NAME -> word(token);
          case SYMBOL -> symbol(token);
          case END -> throw tokens.unexpected(token, "a value");
        };
    depth--;
    return factor;
  }

  private Expression symbol(Token token) {
    switch (token.text()) {
      case "(" -> {
        Expression inner = condition();
        tokens.requireSymbol(")");
        return inner;
      }
      case "-" -> {
        return arithmetic.negate(token.at(), factor());
      }
      case "+" -> {
        Expression operand = factor();
        if (!operand.isNumeric()) {
          throw source.error(
              ErrorCode.TYPE_MISMATCH,
              token.at(),
              "+ takes a number, not " + operand.sort().shown());
        }
        return operand;
      }
      default -> throw tokens.unexpected(token, "a value");
    }
  }

  private Expression word(Token token) {
    if (tokens.peek().isSymbol("(") && !KEYWORDS.contains(token.lowerCase())) {
      return calls.call(token);
    }
    if (token.isWord("case") && tokens.peek().isWord("when")) {
      return calls.choice(token);
    }
    switch (token.lowerCase()) {
      case "true", "false" -> {
        return Expression.literal(Sort.BOOLEAN, token.at(), token.isWord("true"));
      }
      case "null" -> {
        return Expression.literal(Sort.NULL, token.at(), null);
      }
      case "date", "time", "timestamp" -> {
        return isMomentLiteral() ? moment(token) : operands.column(token);
      }
      default -> {
        if (KEYWORDS.contains(token.lowerCase())) {
          throw tokens.unexpected(token, "a value; put a column of that name in double quotes");
        }
        return operands.column(token);
      }
    }
  }

  private boolean isMomentLiteral() {
    return tokens.peek().kind() == Token.Kind.TEXT || tokens.peek().isWord("with");
  }

  private Expression moment(Token token) {
    boolean zoned = tokens.takeWord("with");
    if (zoned
        && !(token.isWord("timestamp") && tokens.takeWord("time") && tokens.takeWord("zone"))) {
      throw tokens.unexpected("TIMESTAMP WITH TIME ZONE and a text");
    }
    Token text = tokens.take();
    if (text.kind() != Token.Kind.TEXT) {
      throw tokens.unexpected(text, "a text in single quotes");
    }
    return operands.moment(token, zoned, text);
  }

  private Expression requireCondition(Expression expression) {
    if (!expression.is(Sort.BOOLEAN)) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          expression.at(),
          "a condition is wanted, not "
              + expression.sort().shown()
              + "; compare it with something");
    }
    return expression;
  }

  private void enter() {
    if (++depth > DEPTH_MAX) {
      throw source.error(
          ErrorCode.LIMIT_EXCEEDED,
          tokens.peek().at(),
          "nested over " + DEPTH_MAX + " deep; take it apart into more checks");
    }
  }
}
