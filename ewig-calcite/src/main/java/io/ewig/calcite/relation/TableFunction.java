package io.ewig.calcite.relation;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that stands in FROM; any thread. */
public interface TableFunction {

  String name();

  /** What it is for, in a sentence. */
  String remarks();

  List<Parameter> parameters();

  /**
   * What a call gives.
   *
   * @param view what the call is understood for: gives the definitions
   * @param arguments what is known of them now, canonical values; null where it is known only when
   *     the call runs, or is null
   * @throws io.ewig.engine.error.UserException if the columns depend on an argument that is unknown
   */
  Relation call(View view, List<@Nullable Object> arguments);

  /**
   * What a call gives whose arguments are columns.
   *
   * @param types of the arguments; null where there is none
   */
  default Relation call(View view, List<@Nullable Object> arguments, List<@Nullable Type> types) {
    return call(view, arguments);
  }

  /**
   * The definitions of other states that what a call gives depends on, beside those of the view.
   *
   * @param arguments what is known of them whenever it is called
   */
  default List<Catalog> definitionsElsewhere(View view, List<@Nullable Object> arguments) {
    return List.of();
  }

  /** Whether it gives values rather than rows, so that it can stand in a select list, too. */
  default boolean isOfOneColumn() {
    return false;
  }

  /**
   * @param type null if values come as they are
   * @param isOptional whether it may be left out, with all behind it
   * @param isRepeated whether any number of values may come, as the last parameter
   */
  record Parameter(String name, @Nullable Type type, boolean isOptional, boolean isRepeated) {}
}
