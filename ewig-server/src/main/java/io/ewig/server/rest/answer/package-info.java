/**
 * What requests and answers of REST have in common: start at {@link
 * io.ewig.server.rest.answer.Guard}.
 *
 * <p>What a client says is read by name, and what nobody knows is refused, so that a mistyped word
 * does not go unnoticed. All errors have one shape, the status that belongs to their SQLSTATE, and
 * the id of their request; of defects, damage and disks clients learn only that there is one.
 */
@NullMarked
package io.ewig.server.rest.answer;

import org.jspecify.annotations.NullMarked;
