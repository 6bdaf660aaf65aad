/**
 * {@code WITH RECURSIVE .. SEARCH .. CYCLE ..}: rows of a recursive query in the order of a walk,
 * and walks that end where they have been before.
 *
 * <p>Start at {@link io.ewig.parser.recursion.RecursiveItem}: it says both with columns that the
 * query computes as it goes, so that nobody behind the parser knows of them.
 */
@NullMarked
package io.ewig.parser.recursion;

import org.jspecify.annotations.NullMarked;
