package io.ewig.engine.store;

/**
 * How much a store holds.
 *
 * @param objects how many
 * @param rawBytes their length as they were put
 * @param storedBytes what they take, with all that is around them
 * @param packs the files that they lie in
 * @param garbageBytes of the stored ones, what the last collection found dead and left where it is
 */
public record StoreStatistics(
    long objects, long rawBytes, long storedBytes, int packs, long garbageBytes) {}
