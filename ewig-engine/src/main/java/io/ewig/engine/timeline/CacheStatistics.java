package io.ewig.engine.timeline;

/**
 * How the states in memory are used.
 *
 * @param hits questions whose answer was there
 * @param folds questions that were answered from an earlier state and the events since
 * @param reads questions that were answered from the index
 * @param bytes about what the states take
 */
public record CacheStatistics(long hits, long folds, long reads, int states, long bytes) {}
