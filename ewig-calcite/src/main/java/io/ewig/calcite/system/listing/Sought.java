package io.ewig.calcite.system.listing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What conditions say about single columns, by the columns' names. */
public final class Sought {

  public static final Sought ALL = new Sought(Map.of());

  private final Map<String, Domain> domains;

  Sought(Map<String, Domain> domains) {
    this.domains = domains;
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
