package io.ewig.server.rest.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which media types a client takes, as {@code Accept} says: those with a higher {@code q} sooner,
 * of equals the one that is named more exactly, then the one that is named first.
 */
public final class Accepted {

  private static final Pattern WEIGHT = Pattern.compile("q *= *([01](?:\\.\\d{0,3})?)");

  private final List<Range> ranges = new ArrayList<>();

  /**
   * @param header {@code ""} if there is none: all are taken then
   */
  public Accepted(String header) {
    for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (!range.isBlank()) {
        ranges.add(Range.of(range, ranges.size()));
      }
    }
  }

  /** The one that the client likes best; the first if it says nothing, or takes none of them. */
  public String best(List<String> offered) {
    return offered.stream()
        .filter(type -> range(type).weight() > 0)
        .min(Comparator.comparing(this::range, Range.BETTER_FIRST))
        .orElse(offered.get(0));
  }

  /** What is said of a type by the range that fits it most closely. */
  private Range range(String type) {
    return ranges.stream()
        .filter(range -> range.covers(type))
        .max(Comparator.comparingInt(Range::exactness))
        .orElse(Range.NONE);
  }

  /**
   * Such as {@code text/*;q=0.5}.
   *
   * @param place among the others
   */
  private record Range(String name, double weight, int place) {

    static final Range NONE = new Range("", 0, Integer.MAX_VALUE);

    static final Comparator<Range> BETTER_FIRST =
        Comparator.comparingDouble(Range::weight)
            .thenComparingInt(Range::exactness)
            .reversed()
            .thenComparingInt(Range::place);

    static Range of(String text, int place) {
      String[] parts = text.split(";", -1);
      double weight = 1;
      for (int i = 1; i < parts.length; i++) {
        Matcher found = WEIGHT.matcher(parts[i].strip());
        if (found.matches()) {
          weight = Double.parseDouble(found.group(1));
        }
      }
      return new Range(parts[0].strip(), weight, place);
    }

    boolean covers(String type) {
      return name.equals(type)
          || name.equals("*/*")
          || (name.endsWith("/*") && type.startsWith(name.substring(0, name.length() - 1)));
    }

    int exactness() {
      return name.equals("*/*") ? 0 : name.endsWith("/*") ? 1 : 2;
    }
  }
}
