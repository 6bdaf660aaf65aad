/**
 * How much SQL is taken in at once, so that no text can exhaust the stack or the heap.
 *
 * <p>All limits are in {@link io.ewig.parser.limit.Limits}; the generated parser and those who feed
 * it check them while they read, before anything recurses.
 */
@NullMarked
package io.ewig.parser.limit;

import org.jspecify.annotations.NullMarked;
