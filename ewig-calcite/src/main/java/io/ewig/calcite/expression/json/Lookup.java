package io.ewig.calcite.expression.json;

import io.ewig.calcite.execution.Execution;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks things up in documents by paths, by scan where that will do. */
final class Lookup {

  /** Stands for a JSON null, which is there, unlike nothing. */
  static final Object JSON_NULL = JsonNull.NULL;

  private static final int SHORT_DIGITS_MAX = 18;

  private Lookup() {}

  /**
   * The one scalar at the path: a String, Long, BigDecimal, Boolean or {@link #JSON_NULL}; null if
   * there is none.
   *
   * @throws UserException if there is something else, or more
   */
  static @Nullable Object scalar(String document, Path path, Execution execution) {
    Path.Plain[] plain = path.plain();
    if (plain != null) {
      Scan scan = new Scan(document);
      int start = scan.find(plain);
      if (start == Scan.NOTHING) {
        return null;
      }
      if (start >= 0) {
        char first = document.charAt(start);
        if (first != '{' && first != '[') {
          return scalar(document, start, scan.end());
        }
      }
    }
    List<Json> items = path.in(Json.parse(document), execution);
    return items.isEmpty() ? null : value(only(items));
  }

  private static Json only(List<Json> items) {
    if (items.size() > 1) {
      throw new UserException(
          ErrorCode.NOT_ONE_JSON_ITEM,
          "a JSON path leads to " + items.size() + " items where one is wanted");
    }
    return items.get(0);
  }

  /** Of a scalar between two places of the text. */
  private static Object scalar(String document, int start, int end) {
    char first = document.charAt(start);
    if (first == '"') {
      String inside = document.substring(start + 1, end - 1);
      return inside.indexOf('\\') < 0 ? inside : value(Json.parse(document.substring(start, end)));
    }
    if (isWord(document, start, end, "true") || isWord(document, start, end, "false")) {
      return first == 't';
    }
    Number number = end - start <= SHORT_DIGITS_MAX ? number(document, start, end) : null;
    return number != null ? number : value(Json.parse(document.substring(start, end)));
  }

  private static boolean isWord(String text, int start, int end, String word) {
    return end - start == word.length() && text.startsWith(word, start);
  }

  /** A short number without exponent, in its one form: without zeros at the end of a fraction. */
  private static @Nullable Number number(String text, int start, int end) {
    int from = text.charAt(start) == '-' ? start + 1 : start;
    int point = -1;
    long value = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0 && i > from && i + 1 < end) {
        point = i;
      } else if (c >= '0' && c <= '9') {
        value = 10 * value + c - '0';
      } else {
        return null;
      }
    }
    int whole = (point < 0 ? end : point) - from;
    if (whole == 0 || (whole > 1 && text.charAt(from) == '0')) {
      return null;
    }
    int scale = point < 0 ? 0 : end - point - 1;
    while (scale > 0 && value % 10 == 0) {
      value /= 10;
      scale--;
    }
    long signed = from == start ? value : -value;
    return scale == 0 ? (Number) signed : (Number) BigDecimal.valueOf(signed, scale);
  }

  static Object value(Json item) {
    if (item instanceof JsonText text) {
      return text.value();
    }
    if (item instanceof JsonNumber number) {
      return number.isLong() ? (Object) number.longValue() : number.decimal();
    }
    if (item instanceof JsonBoolean truth) {
      return truth.value();
    }
    if (item instanceof JsonObject || item instanceof JsonArray) {
      throw new UserException(
          ErrorCode.NOT_A_JSON_SCALAR,
          "a JSON path leads to an "
              + Steps.type(item)
              + " where a scalar is wanted; use JSON_QUERY for it");
    }
    return JSON_NULL;
  }

  /** All items at the path. */
  static List<Json> items(String document, Path path, Execution execution) {
    Path.Plain[] plain = path.plain();
    if (plain != null) {
      Scan scan = new Scan(document);
      int start = scan.find(plain);
      if (start == Scan.NOTHING) {
        return List.of();
      }
      if (start >= 0) {
        return List.of(Json.parse(document.substring(start, scan.end())));
      }
    }
    return path.in(Json.parse(document), execution);
  }

  /** Whether there is something at the path. */
  static boolean exists(String document, Path path, Execution execution) {
    Path.Plain[] plain = path.plain();
    if (plain != null) {
      int start = new Scan(document).find(plain);
      if (start != Scan.UNSURE) {
        return start >= 0;
      }
    }
    return !path.in(Json.parse(document), execution).isEmpty();
  }

  /**
   * What is wrong with data is handled by ON ERROR, or is unknown to a filter; a statement that is
   * cancelled, or asks for too much, ends.
   */
  static UserException requireOfData(UserException e) {
    boolean isOfData =
        switch (e.code()) {
          case CANCELLED, TIMED_OUT, LIMIT_EXCEEDED -> false;
          default -> true;
        };
    if (!isOfData) {
      throw e;
    }
    return e;
  }
}
