/**
 * Gets what is damaged here from another replica: {@link io.ewig.sync.repair.PeerSpares}.
 *
 * <p>What it brings is to be checked by who asked: here it is only carried. One thread.
 */
@NullMarked
package io.ewig.sync.repair;

import org.jspecify.annotations.NullMarked;
