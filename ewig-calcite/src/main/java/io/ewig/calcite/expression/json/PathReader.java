package io.ewig.calcite.expression.json;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads paths; see {@link Path} for the grammar. */
final class PathReader {

  private static final int LENGTH_MAX = 1_000;
  private static final int INDEX_DIGITS_MAX = 9;

  private final String text;
  private int at;
  private final List<Path.Plain> plain = new ArrayList<>();
  private boolean isPlain = true;

  PathReader(String text) {
    this.text = text;
    if (text.length() > LENGTH_MAX) {
      throw Fault.limit("a JSON path has up to " + LENGTH_MAX + " characters");
    }
  }

  Path path() {
    boolean isStrict = word("strict");
    if (!isStrict) {
      word("lax");
    }
    if (!take("$")) {
      throw refused("has no $ where it starts");
    }
    List<Path.Step> steps = steps();
    skipBlanks();
    if (at < text.length()) {
      throw refused("goes on with " + Fault.shown(text.substring(at)));
    }
    return new Path(!isStrict, steps, isPlain ? plain : null);
  }

  /** Steps as long as there are any. */
  List<Path.Step> steps() {
    List<Path.Step> steps = new ArrayList<>();
    while (true) {
      skipBlanks();
      if (take(".**")) {
        isPlain = false;
        steps.add(Steps::descend);
      } else if (take(".")) {
        steps.add(dotted());
      } else if (take("[")) {
        steps.add(bracketed());
      } else if (take("?")) {
        isPlain = false;
        require("(");
        steps.add(Steps.filter(new FilterReader(this).filter()));
        require(")");
      } else {
        return steps;
      }
    }
  }

  private Path.Step dotted() {
    if (take("*")) {
      isPlain = false;
      return Steps::anyMember;
    }
    skipBlanks();
    String name = peek() == '"' ? string() : name();
    if (peek() == '(') {
      Path.Step method = Steps.method(name);
      if (method == null) {
        throw refused("has no method " + name + "()");
      }
      isPlain = false;
      require("(");
      require(")");
      return method;
    }
    plain.add(new Path.Plain(name, -1));
    return Steps.member(name);
  }

  private String name() {
    int from = at;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (!Character.isUnicodeIdentifierPart(point) && point != '$' && point != '-') {
        break;
      }
      at += Character.charCount(point);
    }
    if (at == from) {
      throw refused("has no name after a point; write names of other characters in quotes");
    }
    return text.substring(from, at);
  }

  private Path.Step bracketed() {
    if (take("*")) {
      isPlain = false;
      require("]");
      return Steps::anyElement;
    }
    List<Steps.Range> ranges = new ArrayList<>();
    do {
      Steps.Index first = index();
      ranges.add(new Steps.Range(first, word("to") ? index() : first));
    } while (take(","));
    require("]");
    Steps.Index first = ranges.get(0).first();
    boolean isOne = ranges.size() == 1 && ranges.get(0).last() == first && !first.isFromLast();
    isPlain &= isOne;
    plain.add(new Path.Plain(null, first.number()));
    return Steps.elements(ranges);
  }

  private Steps.Index index() {
    if (word("last")) {
      return new Steps.Index(take("-") ? digits() : 0, true);
    }
    return new Steps.Index(digits(), false);
  }

  private int digits() {
    skipBlanks();
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from || at - from > INDEX_DIGITS_MAX) {
      throw refused("has no index in its brackets; write [0], [last] or [*]");
    }
    return Integer.parseInt(text.substring(from, at));
  }

  /** A text in quotes. */
  String string() {
    skipBlanks();
    int from = at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw refused("has a quote that is not closed");
    }
    at++;
    if (Json.parse(text.substring(from, at)) instanceof JsonText read) {
      return read.value();
    }
    throw refused("has no text in its quotes");
  }

  /** A number, true, false, null or a text; null if there is none. */
  @Nullable Json literal() {
    skipBlanks();
    if (peek() == '"') {
      return JsonText.of(string());
    }
    int from = at;
    while (at < text.length() && isScalarPart(text.charAt(at))) {
      at++;
    }
    return at == from ? null : Json.parse(text.substring(from, at));
  }

  private static boolean isScalarPart(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || c == 'E'
        || c == '-'
        || c == '+'
        || c == '.';
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  boolean take(String sign) {
    skipBlanks();
    boolean there = text.startsWith(sign, at);
    at += there ? sign.length() : 0;
    return there;
  }

  /** A word that no letter follows. */
  boolean word(String word) {
    skipBlanks();
    int end = at + word.length();
    boolean there =
        text.startsWith(word, at)
            && (end == text.length() || !Character.isUnicodeIdentifierPart(text.charAt(end)));
    at += there ? word.length() : 0;
    return there;
  }

  void require(String sign) {
    if (!take(sign)) {
      throw refused("has no " + sign + " at character " + (at + 1));
    }
  }

  UserException refused(String why) {
    return new UserException(
        ErrorCode.INVALID_JSON_PATH,
        Fault.shown(text) + " is no JSON path: it " + why + "; write it as $.a.b[0]");
  }
}
