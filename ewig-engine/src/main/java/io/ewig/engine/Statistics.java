package io.ewig.engine;

import io.ewig.engine.store.StoreStatistics;
import io.ewig.engine.timeline.CacheStatistics;

/**
 * How much a database holds, in the log and beside it.
 *
 * @param events that can be read
 * @param commits made in this process since the opening
 * @param lag events that the index has not taken in yet
 * @param versions of keys in the index, which follows the log
 * @param indexBytes what these take on disk
 * @param indexMemoryBytes what these take in memory, before they are written to disk
 * @param senseless events taken in since the opening that changed nothing because they make no
 *     sense
 * @param snapshots states of branches that are kept
 * @param store objects too large for the log, and checkpoints
 * @param worlds states of worlds in memory
 */
public record Statistics(
    long events,
    long commits,
    long lag,
    long versions,
    long indexBytes,
    long indexMemoryBytes,
    long senseless,
    int snapshots,
    StoreStatistics store,
    CacheStatistics worlds) {}
