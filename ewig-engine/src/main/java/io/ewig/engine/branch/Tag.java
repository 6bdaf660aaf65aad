package io.ewig.engine.branch;

import io.ewig.engine.event.EventId;
import java.time.Instant;

/**
 * A name for a commit that stays where it is.
 *
 * @param limit the seq before which what it names ends
 */
public record Tag(
    String name, Line line, long limit, EventId commit, String message, Instant created) {}
