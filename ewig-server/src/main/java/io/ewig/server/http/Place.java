package io.ewig.server.http;

import java.util.Map;
import java.util.Objects;

/**
 * What a path has in the places that its pattern names.
 *
 * @param values by name
 */
public record Place(Map<String, String> values) {

  /**
   * @param name that the pattern has
   */
  public String get(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }
}
