/**
 * Events and worlds over HTTP: start at {@link io.ewig.server.rest.event.EventResources}.
 *
 * <p>Events are written as one commit, all or none, and read by what names them, by their world and
 * times, or by the state that they add up to. Pages are of one moment: what is written meanwhile is
 * on none of them, so a cursor gives each event once. What a moment of the past was never changes,
 * so that answer may be kept for ever; only an erasure takes payloads out of it.
 */
@NullMarked
package io.ewig.server.rest.event;

import org.jspecify.annotations.NullMarked;
