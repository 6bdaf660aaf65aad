package io.ewig.engine.branch;

import java.time.Instant;

/** One thing that happened to a name. */
public record RefLogEntry(long seq, Instant time, RefChange change) {}
