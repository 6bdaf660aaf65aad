/**
 * What the sessions of a server may do: start at {@link io.ewig.server.right.UserRights}.
 *
 * <p>Rights follow from the grants of a user and of his roles, as they are when something is asked
 * for: what is granted or revoked counts at once, in sessions that are open, too. What is refused
 * is noted in the audit, and so is what is defined or erased.
 */
@NullMarked
package io.ewig.server.right;

import org.jspecify.annotations.NullMarked;
