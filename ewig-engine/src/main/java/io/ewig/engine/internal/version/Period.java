package io.ewig.engine.internal.version;

/**
 * A value and the valid period during which a key has it.
 *
 * @param value shared with the index, not to be changed
 */
public record Period(long validFrom, long validTo, byte[] value) {}
