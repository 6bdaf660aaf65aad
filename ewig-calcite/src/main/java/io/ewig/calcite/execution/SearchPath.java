package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where names without a schema are looked up, in this order.
 *
 * <p>Invariant: it has one schema at least, and none twice. What is made without saying where is
 * made in the first.
 */
public record SearchPath(List<String> schemas) {

  /** Each is looked into for each name, so a path should be what somebody can overlook. */
  private static final int SCHEMAS_MAX = 64;

  /** A name without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_$][\\p{L}\\d_$]*");

  /** A name in quotes or without, and what ends it. */
  private static final Pattern ITEM =
      Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")++)\"|(" + PLAIN + "))\\s*(,|$)");

  public SearchPath {
    schemas = schemas.stream().distinct().toList();
    if (schemas.isEmpty()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "a search path has one schema at least, such as public");
    }
    if (schemas.size() > SCHEMAS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a search path has up to " + SCHEMAS_MAX + " schemas, not " + schemas.size());
    }
  }

  public static SearchPath of(String schema) {
    return new SearchPath(List.of(schema));
  }

  /** The path that a text says, as {@link #toString} writes it; names fold to lower case. */
  public static SearchPath parse(String text) {
    List<String> schemas = new ArrayList<>();
    Matcher matcher = ITEM.matcher(text);
    int end = 0;
    boolean isOpen = true;
    while (isOpen && matcher.region(end, text.length()).lookingAt()) {
      String quoted = matcher.group(1);
      schemas.add(
          quoted == null
              ? matcher.group(2).toLowerCase(Locale.ROOT)
              : quoted.replace("\"\"", "\""));
      end = matcher.end();
      isOpen = matcher.group(3).equals(",");
    }
    if (isOpen) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + text + "' is no list of schemas; write one such as garden, \"My shed\", public");
    }
    return new SearchPath(schemas);
  }

  /** Where new things are made. */
  public String first() {
    return schemas.get(0);
  }

  /** The first schema that has what is looked for; if none has, the first. */
  public String find(Predicate<String> has) {
    return schemas.size() == 1
        ? first()
        : schemas.stream().filter(has).findFirst().orElseGet(this::first);
  }

  @Override
  public String toString() {
    return schemas.stream().map(SearchPath::written).collect(Collectors.joining(", "));
  }

  private static String written(String schema) {
    boolean isPlain =
        PLAIN.matcher(schema).matches() && schema.equals(schema.toLowerCase(Locale.ROOT));
    return isPlain ? schema : "\"" + schema.replace("\"", "\"\"") + "\"";
  }
}
