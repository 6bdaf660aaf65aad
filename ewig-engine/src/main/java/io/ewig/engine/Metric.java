package io.ewig.engine;

/**
 * A number about an open database.
 *
 * @param name words with points between them, such as {@code log.events}; it stays what it is
 * @param isCounter whether it only grows, from the opening of the database on
 */
public record Metric(String name, long value, String unit, String remarks, boolean isCounter) {

  static Metric gauge(String name, long value, String unit, String remarks) {
    return new Metric(name, value, unit, remarks, false);
  }

  static Metric counter(String name, long value, String unit, String remarks) {
    return new Metric(name, value, unit, remarks, true);
  }
}
