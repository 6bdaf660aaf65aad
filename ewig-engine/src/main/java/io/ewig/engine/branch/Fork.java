package io.ewig.engine.branch;

/**
 * Where a line leaves another.
 *
 * @param limit the seq before which the other's events belong to both
 */
public record Fork(Line from, long limit) {}
