/**
 * Commands about branches: {@code branch}, {@code diff}, {@code merge}.
 *
 * <p>{@link io.ewig.server.branches.Revision} reads what a user calls a state: a branch, a tag, or
 * either at a moment. One thread.
 */
@NullMarked
package io.ewig.server.branches;

import org.jspecify.annotations.NullMarked;
