/**
 * What a replica does when its peer says something. Start at {@link io.ewig.sync.session.Session}.
 *
 * <p>A session is a state machine: messages in, messages out. It knows no socket, no clock and no
 * thread, and its database by {@link io.ewig.sync.session.Local} only, so that a test drives a
 * hundred of them from one seed. Nothing is acknowledged, and nothing passed on, before it is
 * durable here; what comes again changes nothing.
 */
@NullMarked
package io.ewig.sync.session;

import org.jspecify.annotations.NullMarked;
