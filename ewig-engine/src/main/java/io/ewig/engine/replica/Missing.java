package io.ewig.engine.replica;

import io.ewig.engine.event.Origin;

/**
 * Events that have to be here before a commit can be taken.
 *
 * @param fromSeq the number of the first one among its origin's events
 * @param toSeq that of the last one
 */
public record Missing(Origin origin, long fromSeq, long toSeq) {}
