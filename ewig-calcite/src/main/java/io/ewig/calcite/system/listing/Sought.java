package io.ewig.calcite.system.listing;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What conditions say about single columns, by the columns' names. */
public final class Sought {

  public static final Sought ALL = new Sought(Map.of(), new BitSet());

  private final Map<String, Domain> domains;
  private final BitSet wholly;

  /**
   * @param wholly numbers of the conditions of which these domains say all
   */
  Sought(Map<String, Domain> domains, BitSet wholly) {
    this.domains = domains;
    this.wholly = wholly;
  }

  /** Whether the domains say all that a condition says. */
  boolean saysAllOf(int condition) {
    return wholly.get(condition);
  }

  /** Whether no row can pass. */
  public boolean isNothing() {
    return domains.values().stream().anyMatch(Domain::isEmpty);
  }

  /** The numbers, or nanoseconds since 1970, that a column may have. */
  public Domain of(String column) {
    return domains.getOrDefault(column, Domain.ALL);
  }

  /** The texts that a column may have, in order; nothing if any. */
  public Optional<List<String>> texts(String column) {
    return Optional.ofNullable(of(column).points())
        .map(points -> points.stream().map(String.class::cast).toList());
  }

  /** Whether a column may have a text. */
  public boolean allows(String column, @Nullable String text) {
    var points = of(column).points();
    return points == null || (text != null && points.contains(text));
  }
}
