/**
 * Histories that begin at a signed checkpoint instead of at nothing: what lay before it was folded
 * into the state that it came to. Start with {@link io.ewig.engine.inception.SignedCheckpoint}.
 *
 * <p>A checkpoint says which events it stands for, where the chain of each of their origins stands,
 * and what state of branch main they add up to. It carries that state, so who has it needs none of
 * the events; and it has one root, so whoever computes that from what came knows that it is the
 * state which was signed. What a database has of it is its {@link
 * io.ewig.engine.inception.Inception}: nothing, in one that has all of its history.
 *
 * <p>Who may not be given what is folded is everybody who lacks some of it: to such a replica a
 * commit could mean something else than to one that has it all. So these two exchange nothing, and
 * both are told so ({@code FOLDED}).
 *
 * <p>Immutable; any thread.
 */
@NullMarked
package io.ewig.engine.inception;

import org.jspecify.annotations.NullMarked;
