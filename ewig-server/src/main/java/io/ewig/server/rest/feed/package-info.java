/**
 * What is recorded, as it is recorded: start at {@link io.ewig.server.rest.feed.Changes}.
 *
 * <p>A position is the seq of the last event that a reader has, so whoever says one gets all that
 * came after it and nothing twice, from this server or from the next one on the same folder. Only
 * durable events are shown. Readers wait without threads: {@link io.ewig.server.rest.feed.Feeds}
 * looks for all of them, and {@link io.ewig.server.rest.feed.Reader} is one.
 */
@NullMarked
package io.ewig.server.rest.feed;

import org.jspecify.annotations.NullMarked;
