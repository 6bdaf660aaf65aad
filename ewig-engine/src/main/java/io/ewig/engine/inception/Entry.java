package io.ewig.engine.inception;

/**
 * What a key of the version index holds for some time, in the state that a checkpoint carries.
 *
 * @param everywhere whether it belongs to no branch; else to main
 * @param validFrom for what is not kept by valid time the least there is
 * @param validTo likewise, the end of time
 */
public record Entry(boolean everywhere, byte[] key, long validFrom, long validTo, byte[] value) {}
