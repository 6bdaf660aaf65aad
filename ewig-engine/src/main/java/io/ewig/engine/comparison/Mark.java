package io.ewig.engine.comparison;

import io.ewig.engine.hash.Hash;

/**
 * What an origin's history has come to with some event.
 *
 * @param history equal for two replicas exactly if all events of the origin up to this one are
 * @param event the hash of the event itself
 */
public record Mark(long history, Hash event) {}
