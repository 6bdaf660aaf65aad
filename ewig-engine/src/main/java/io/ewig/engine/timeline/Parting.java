package io.ewig.engine.timeline;

import io.ewig.engine.event.Event;
import io.ewig.engine.world.Divergence;

/**
 * Where two worlds first differ.
 *
 * @param event the last one of either world in the commit after which they do
 * @param where they differ then
 */
public record Parting(Event event, Divergence where) {}
