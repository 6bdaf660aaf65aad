/**
 * How replicas of a database meet and become equal. Start at {@link io.ewig.sync.SyncDatabase} to
 * carry changes yourself, at {@link io.ewig.sync.session.Meeting} to have them carried.
 *
 * <p>{@code standing} is how they tell each other how far they have got; {@code protocol} is what
 * they say to each other, as messages and as bytes; {@code waiting} keeps what comes before that
 * which it builds on; {@code session} is what a replica does when it is told something, without a
 * clock, a thread or a socket; {@code repair} gets what is damaged here from others; {@code audit}
 * names what differs; {@code peer} is whom a replica meets and how often; {@code http} carries the
 * bytes; {@code ephemeral} is what replicas tell each other of the moment, which no history keeps.
 * What the events of others add up to is the engine's business ({@code io.ewig.engine.replica}).
 */
@NullMarked
package io.ewig.sync;

import org.jspecify.annotations.NullMarked;
