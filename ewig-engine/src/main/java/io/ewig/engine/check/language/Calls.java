package io.ewig.engine.check.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Functions, and the words that some have between their arguments; CASE. */
final class Calls {

  private final Source source;
  private final Tokens tokens;
  private final Functions functions;
  private final Supplier<Expression> value;
  private final Supplier<Expression> any;
  private final Supplier<Expression> condition;

  /**
   * @param value reads one that is no condition
   * @param any reads one that may be a condition
   * @param condition reads a condition
   */
  Calls(
      Source source,
      Tokens tokens,
      Functions functions,
      Supplier<Expression> value,
      Supplier<Expression> any,
      Supplier<Expression> condition) {
    this.source = source;
    this.tokens = tokens;
    this.functions = functions;
    this.value = value;
    this.any = any;
    this.condition = condition;
  }

  /** What follows the name of a function. */
  Expression call(Token name) {
    tokens.requireSymbol("(");
    Expression call =
        switch (name.lowerCase()) {
          case "trim" -> trim(name);
          case "substring" -> substring(name);
          case "position" -> position(name);
          case "extract" -> extract();
          default -> functions.call(name, list());
        };
    tokens.requireSymbol(")");
    return call;
  }

  private List<Expression> list() {
    List<Expression> values = new ArrayList<>();
    if (!tokens.peek().isSymbol(")")) {
      do {
        values.add(any.get());
      } while (tokens.takeSymbol(","));
    }
    return values;
  }

  /** {@code [BOTH | LEADING | TRAILING] [u FROM] t}, or {@code t [, u]} */
  private Expression trim(Token name) {
    boolean isLeading = tokens.takeWord("leading");
    boolean isTrailing = !isLeading && tokens.takeWord("trailing");
    boolean isBoth = !isLeading && !isTrailing;
    if (isBoth) {
      tokens.takeWord("both");
    }
    List<Expression> values = new ArrayList<>();
    if (!tokens.takeWord("from")) {
      values.add(value.get());
      if (tokens.takeWord("from")) {
        values.add(0, value.get());
      } else if (tokens.takeSymbol(",")) {
        values.add(value.get());
      }
    } else {
      values.add(value.get());
    }
    Arguments arguments = new Arguments(source, name, values);
    return TextFunctions.trimmed(arguments, isBoth || isLeading, isBoth || isTrailing);
  }

  /** {@code t FROM i [FOR j]}, or {@code t, i [, j]} */
  private Expression substring(Token name) {
    List<Expression> values = list();
    if (tokens.takeWord("from")) {
      values.add(value.get());
    }
    if (tokens.takeWord("for")) {
      values.add(value.get());
    }
    return functions.call(name, values);
  }

  /** {@code u IN t} */
  private Expression position(Token name) {
    Expression sought = value.get();
    if (!tokens.takeWord("in")) {
      throw tokens.unexpected("IN");
    }
    return TextFunctions.place(new Arguments(source, name, List.of(value.get(), sought)));
  }

  /** {@code unit FROM moment} */
  private Expression extract() {
    Token unit = tokens.take();
    if (!tokens.takeWord("from")) {
      throw tokens.unexpected("FROM");
    }
    return Fields.of(source, unit, value.get());
  }

  /** {@code WHEN condition THEN value .. [ELSE value] END}, all of one sort. */
  Expression choice(Token name) {
    List<Expression> conditions = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (tokens.takeWord("when")) {
      conditions.add(condition.get());
      requireWord("then");
      values.add(any.get());
    }
    boolean hasElse = tokens.takeWord("else");
    values.add(hasElse ? any.get() : Expression.literal(Sort.NULL, name.at(), null));
    requireWord("end");
    Arguments arguments = new Arguments(source, name, values);
    Sort sort = Functions.shared(arguments);
    boolean toDouble = sort == Sort.DOUBLE;
    return arguments.computed(
        sort,
        row -> {
          int chosen = 0;
          while (chosen < conditions.size()
              && !Boolean.TRUE.equals(conditions.get(chosen).value(row))) {
            chosen++;
          }
          Object value = values.get(chosen).value(row);
          return toDouble && value != null ? (Object) Expression.asDouble(value) : value;
        });
  }

  private void requireWord(String word) {
    if (!tokens.takeWord(word)) {
      throw tokens.unexpected(word.toUpperCase(Locale.ROOT));
    }
  }
}
