package io.ewig.engine.timeline;

import io.ewig.engine.world.Divergence;

/**
 * The first tick at which two worlds differ.
 *
 * @param where they differ then
 */
public record TickParting(long tick, Divergence where) {}
