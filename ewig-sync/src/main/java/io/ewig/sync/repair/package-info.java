/**
 * Gets what is damaged here from another replica: {@link io.ewig.sync.repair.PeerSpares}.
 *
 * <p>It asks for single events and objects, window by window, until nothing more comes. What comes
 * is to be checked by who asked ({@code io.ewig.engine.Repairs}): here it is only carried. A peer
 * that refuses, or whose answer can't be read, is an {@link java.io.IOException}. One thread.
 */
@NullMarked
package io.ewig.sync.repair;

import org.jspecify.annotations.NullMarked;
