package io.ewig.jdbc.link;

import java.util.List;

/**
 * How to run a statement.
 *
 * @param rowsMax how many rows are wanted at most; 0 for all
 * @param fetchSize rows at a time, a hint; 0 for the default
 * @param timeoutMillis 0 for none
 * @param keys what to give back of rows that were written
 * @param once an idempotency key, for a statement that commits by itself: what was committed under
 *     it before is not done again; "" for none
 */
public record Ask(long rowsMax, int fetchSize, long timeoutMillis, Keys keys, String once) {

  public static final Ask PLAIN = new Ask(0, 0, 0, Keys.NONE);

  public Ask(long rowsMax, int fetchSize, long timeoutMillis, Keys keys) {
    this(rowsMax, fetchSize, timeoutMillis, keys, "");
  }

  public Ask once(String key) {
    return new Ask(rowsMax, fetchSize, timeoutMillis, keys, key);
  }

  /**
   * What to give back of rows that were written.
   *
   * @param columns by name, or
   * @param positions by place in the table, from 1; if both are empty, generated columns and the
   *     primary key
   */
  public record Keys(boolean isWanted, List<String> columns, List<Integer> positions) {
    public static final Keys NONE = new Keys(false, List.of(), List.of());

    /** Generated columns and the primary key. */
    public static final Keys GENERATED = new Keys(true, List.of(), List.of());
  }
}
