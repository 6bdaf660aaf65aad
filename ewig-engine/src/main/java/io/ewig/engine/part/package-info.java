/**
 * What a replica keeps that does not want all of a history: start with {@link
 * io.ewig.engine.part.Filter}, which says it, and {@link io.ewig.engine.part.Part}, which knows how
 * much of that is here.
 *
 * <p>Whether an event belongs to a part is told from its header alone (branch, world, type): so all
 * replicas agree about it, also those that lack the payload. What each event is, in which order and
 * by whom, is everywhere; and so is what all need to make sense of it: definitions of branches,
 * tags, tables, views and sequences, and what was erased.
 */
@NullMarked
package io.ewig.engine.part;

import org.jspecify.annotations.NullMarked;
