package io.ewig.engine.branch;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;

/**
 * A commit on a line, as every node knows it.
 *
 * @param commit its id
 * @param hash that of its first event
 */
public record At(Branch line, EventId commit, Hash hash) {}
