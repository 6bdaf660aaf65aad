package io.ewig.engine.internal.history;

import io.ewig.engine.internal.version.MemoryTable;

/**
 * A table in memory that takes in no more.
 *
 * @param end where its last commit ends
 */
record FrozenTable(MemoryTable table, Applied end) {}
