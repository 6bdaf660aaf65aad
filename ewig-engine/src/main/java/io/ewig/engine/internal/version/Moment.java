package io.ewig.engine.internal.version;

/**
 * From where a question is asked: what the lineage had recorded before a seq, as true at an
 * instant.
 */
public record Moment(Lineage lineage, long beforeSeq, long validNanos) {}
