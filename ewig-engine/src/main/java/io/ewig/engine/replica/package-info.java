/**
 * The database as one of several that write: start with {@link io.ewig.engine.replica.Replica}.
 *
 * <p>What a replica has is a {@link io.ewig.engine.event.VersionVector}; what another one lacks of
 * it comes out as commits in causal order, and what another one made goes in by {@code adopt}, as
 * the same events with the same hashes. What does not fit is refused with a reason, or said to be
 * missing something; nothing is believed that was not checked. No network here: whoever carries
 * commits from one to the other does it through this door. Any thread.
 */
@NullMarked
package io.ewig.engine.replica;

import org.jspecify.annotations.NullMarked;
