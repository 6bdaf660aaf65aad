package io.ewig.server.rest.query;

import io.ewig.engine.json.Json;
import io.ewig.server.rest.answer.Fields;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.session.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a view is made of.
 *
 * <pre>
 * definition = {"sql": .., "description": .., "defaults": {name: text | number, ..}}
 * </pre>
 *
 * @param defaults by the names of parameters
 */
record Definition(NamedText text, Map<String, String> defaults) {

  /** The parameter of those without names, in order. */
  static final String BY_PLACE = "p";

  private static final List<String> KNOWN = List.of("sql", "description", "defaults");

  /** Some of them give rows when they say RETURNING, and are no queries all the same. */
  private static final Pattern CHANGE =
      Pattern.compile(
          Quoted.BLANK + "(INSERT|UPDATE|DELETE|MERGE|UPSERT|REPLACE|TRUNCATE|ERASE)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static Definition of(Json json) {
    Fields fields = new Fields("the view", json, KNOWN);
    fields.text("description");
    NamedText text = NamedText.of(fields.required("sql"));
    Map<String, String> defaults = new LinkedHashMap<>();
    fields
        .object("defaults")
        .ifPresent(
            given -> {
              Fields values = Fields.ofAnyName("'defaults'", given);
              given.keys().forEach(key -> values.scalar(key).ifPresent(v -> defaults.put(key, v)));
            });
    return new Definition(text, defaults);
  }

  /** What may be said beside the parameters that the statement has. */
  static List<String> reserved() {
    List<String> names = new ArrayList<>(QueryText.SETTINGS);
    names.addAll(List.of("maxRows", "timeout", "rows", BY_PLACE));
    return names;
  }

  /** Refuses what could not be run by its name, or would not be a query. */
  Definition requireView() {
    Matcher change = CHANGE.matcher(text.sql());
    if (change.matches()) {
      throw noQuery();
    }
    Optional<String> taken = text.names().stream().filter(reserved()::contains).findFirst();
    if (taken.isPresent()) {
      throw Refused.malformed(
          "a parameter of a view can't be called '"
              + taken.get()
              + "', which says how it is run; none of "
              + String.join(", ", reserved())
              + " can");
    }
    for (String name : defaults.keySet()) {
      if (!text.names().contains(name)) {
        throw Refused.malformed(
            "the view has no parameter '" + name + "' that could have a default; write :" + name);
      }
    }
    return this;
  }

  static Refused noQuery() {
    return Refused.malformed("a view is a query, and changes nothing");
  }
}
