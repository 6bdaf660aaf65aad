package io.ewig.calcite.expression.json;

import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Fault;
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
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The steps of paths. */
final class Steps {

  private Steps() {}

  private static UserException missing(String what) {
    return new UserException(ErrorCode.NO_JSON_ITEM, "a strict path finds no " + what);
  }

  /** Members; a lax path looks into the elements of an array, one level deep. */
  static Path.Step member(String name) {
    return (from, walk, to) -> {
      if (from instanceof JsonObject object) {
        Json value = object.get(name);
        if (value != null) {
          to.add(value);
        } else if (!walk.isLax()) {
          throw missing("member " + Fault.shown(name));
        }
      } else if (walk.isLax() && from instanceof JsonArray array) {
        for (Json element : array) {
          if (element instanceof JsonObject object && object.get(name) != null) {
            to.add(Objects.requireNonNull(object.get(name)));
          }
        }
      } else if (!walk.isLax()) {
        throw missing("object with a member " + Fault.shown(name));
      }
    };
  }

  static void anyMember(Json from, Path.Walk walk, Items to) {
    if (from instanceof JsonObject object) {
      for (int i = 0; i < object.length(); i++) {
        to.add(object.valueAt(i));
      }
    } else if (walk.isLax() && from instanceof JsonArray array) {
      for (Json element : array) {
        if (element instanceof JsonObject) {
          anyMember(element, walk, to);
        }
      }
    } else if (!walk.isLax()) {
      throw missing("object");
    }
  }

  static void anyElement(Json from, Path.Walk walk, Items to) {
    if (from instanceof JsonArray array) {
      array.forEach(to::add);
    } else if (walk.isLax()) {
      to.add(from);
    } else {
      throw missing("array");
    }
  }

  /** An index from the start, or from the last one back. */
  record Index(int number, boolean isFromLast) {
    int in(int length) {
      return isFromLast ? length - 1 - number : number;
    }
  }

  /** From one place to another, both included. */
  record Range(Index first, Index last) {}

  static Path.Step elements(List<Range> ranges) {
    return (from, walk, to) -> {
      if (!(from instanceof JsonArray) && !walk.isLax()) {
        throw missing("array");
      }
      JsonArray array = from instanceof JsonArray given ? given : JsonArray.of(from);
      for (Range range : ranges) {
        int first = range.first.in(array.length());
        int last = range.last.in(array.length());
        if (!walk.isLax() && (first < 0 || last >= array.length())) {
          throw missing("element " + last);
        }
        for (int i = Math.max(first, 0); i <= Math.min(last, array.length() - 1); i++) {
          to.add(array.get(i));
        }
      }
    };
  }

  /** The item and everything in it. */
  static void descend(Json from, Path.Walk walk, Items to) {
    to.add(from);
    if (from instanceof JsonArray array) {
      for (Json element : array) {
        descend(element, walk, to);
      }
    } else if (from instanceof JsonObject object) {
      for (int i = 0; i < object.length(); i++) {
        descend(object.valueAt(i), walk, to);
      }
    }
  }

  /** True, false or unknown, by the numbers of {@link Condition}. */
  interface Filter {
    int truth(Json item, Path.Walk walk);
  }

  /** Items for which a condition holds; a lax path asks it of the elements of an array. */
  static Path.Step filter(Filter filter) {
    return (from, walk, to) -> {
      if (walk.isLax() && from instanceof JsonArray array) {
        for (Json element : array) {
          add(element, filter, walk, to);
        }
      } else {
        add(from, filter, walk, to);
      }
    };
  }

  private static void add(Json item, Filter filter, Path.Walk walk, Items to) {
    if (filter.truth(item, walk) == Condition.TRUE) {
      to.add(item);
    }
  }

  /** What a method makes of an item; null if there is no such method. */
  static Path.@Nullable Step method(String name) {
    return switch (name) {
      case "size" -> (from, walk, to) -> to.add(size(from));
      case "type" -> (from, walk, to) -> to.add(JsonText.of(type(from)));
      case "double", "number" -> each(item -> number(item));
      case "string" ->
          each(item -> JsonText.of(item instanceof JsonText t ? t.value() : item.text()));
      case "abs" -> numeric(BigDecimal::abs);
      case "floor" -> numeric(n -> n.setScale(0, RoundingMode.FLOOR));
      case "ceiling" -> numeric(n -> n.setScale(0, RoundingMode.CEILING));
      default -> null;
    };
  }

  private static Json size(Json item) {
    return JsonNumber.of(item instanceof JsonArray array ? array.length() : 1);
  }

  static String type(Json item) {
    if (item instanceof JsonObject) {
      return "object";
    }
    if (item instanceof JsonArray) {
      return "array";
    }
    if (item instanceof JsonText) {
      return "string";
    }
    if (item instanceof JsonNumber) {
      return "number";
    }
    return item instanceof JsonBoolean ? "boolean" : "null";
  }

  private static Path.Step each(UnaryOperator<Json> method) {
    return (from, walk, to) -> {
      if (walk.isLax() && from instanceof JsonArray array) {
        array.forEach(element -> to.add(method.apply(element)));
      } else {
        to.add(method.apply(from));
      }
    };
  }

  private static Json number(Json item) {
    if (item instanceof JsonNumber) {
      return item;
    }
    if (item instanceof JsonText text) {
      return JsonNumber.parse(text.value().strip());
    }
    throw Fault.notA("number", item == JsonNull.NULL ? "null" : type(item));
  }

  private static Path.Step numeric(UnaryOperator<BigDecimal> function) {
    return each(
        item -> {
          if (item instanceof JsonNumber number) {
            return JsonNumber.of(function.apply(number.decimal()));
          }
          throw Fault.notA("number", type(item));
        });
  }
}
