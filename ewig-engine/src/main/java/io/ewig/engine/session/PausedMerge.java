package io.ewig.engine.session;

/** A merge that waits for its conflicts to be resolved. */
public record PausedMerge(String id) {}
