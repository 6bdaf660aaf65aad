package io.ewig.calcite.system.report;

/**
 * What a peer says of the moment, as whoever serves the database knows it.
 *
 * @param value as JSON
 * @param ttlMillis how long it has yet to live
 */
public record Presence(
    String namespace,
    String key,
    String value,
    String peer,
    long epoch,
    long counter,
    long ttlMillis) {}
