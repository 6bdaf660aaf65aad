package io.ewig.engine.column;

/**
 * How many events of a batch have each name: {@code counts[i]} that of {@code codes[i]}.
 *
 * <p>Arrays are shared: nobody may change them.
 */
public record NameCounts(int[] codes, int[] counts) {}
