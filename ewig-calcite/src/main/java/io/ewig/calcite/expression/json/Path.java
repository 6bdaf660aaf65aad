package io.ewig.calcite.expression.json;

import io.ewig.calcite.execution.Execution;
import io.ewig.engine.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path into a document.
 *
 * <pre>
 * path   = [ "lax" | "strict" ] "$" *step
 * step   = "." name | "." text | ".*" | "[*]" | "[" place *( "," place ) "]" | ".**"
 *        | "?" "(" filter ")" | "." ( "size" | "type" | "double" | "number" | "string"
 *        | "abs" | "floor" | "ceiling" ) "()"
 * place  = index [ "to" index ]          index = digits | "last" [ "-" digits ]
 * filter = filter "||" filter | filter "&amp;&amp;" filter | "!" filter | "(" filter ")"
 *        | "exists" "(" operand ")" | operand comparison operand
 *        | operand "starts with" text | operand "like_regex" text [ "flag" text ]
 * operand = ( "@" | "$" ) *step | text | number | "true" | "false" | "null"
 * </pre>
 *
 * <p>A lax path takes an array as its elements where a member is asked for, a single value as an
 * array where an element is asked for, and what is not there as nothing; a strict one fails.
 *
 * <p>A filter is true, false or unknown, as in PostgreSQL, and takes what it is true for. It is
 * unknown where an operand fails, and where what can't be compared is.
 */
final class Path {

  /** One step; gives all items that it leads to from one item. */
  interface Step {
    void follow(Json from, Walk walk, Items to);
  }

  /** What a walk knows besides the item it is at. */
  record Walk(Json root, boolean isLax, Execution execution) {}

  /** A member by its name, or an element by its place from 0: a step that a scan can follow. */
  record Plain(@Nullable String name, int place) {}

  private final boolean isLax;
  private final List<Step> steps;
  private final Plain @Nullable [] plain;

  /**
   * @param plain the steps for a scan, or null if one of them is not plain
   */
  Path(boolean isLax, List<Step> steps, @Nullable List<Plain> plain) {
    this.isLax = isLax;
    this.steps = List.copyOf(steps);
    this.plain = plain == null || !isLax ? null : plain.toArray(Plain[]::new);
  }

  static Path parse(String text) {
    return new PathReader(text).path();
  }

  /** The steps that a scan can follow, or null. */
  Plain @Nullable [] plain() {
    return plain;
  }

  /** All items that the path leads to. */
  List<Json> in(Json document, Execution execution) {
    return follow(steps, document, new Walk(document, isLax, execution));
  }

  static List<Json> follow(List<Step> steps, Json start, Walk walk) {
    List<Json> items = List.of(start);
    for (Step step : steps) {
      Items next = new Items(walk.execution());
      for (Json item : items) {
        step.follow(item, walk, next);
      }
      items = next.toList();
    }
    return items;
  }
}
