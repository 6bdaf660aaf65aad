package io.ewig.engine.log;

/**
 * A file of the log, or what stands for one.
 *
 * @param firstSeq of its first event
 * @param endSeq the seq after its last event
 * @param bytes that its events and what is around them take
 * @param isSealed whether nothing is added to it any more
 */
public record LogSegment(String file, long firstSeq, long endSeq, long bytes, boolean isSealed) {}
