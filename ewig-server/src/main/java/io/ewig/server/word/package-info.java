/**
 * Ewig's own words, which its driver speaks with a server: {@link io.ewig.server.word.Words}
 * answers a message.
 *
 * <p>What they say stands in {@code io.ewig.jdbc.wire}. A statement's first rows come with the
 * answer to its execution, and a result that is read to its end is closed by itself: a query for a
 * row takes one exchange. An error in the midst of rows comes after those before it, as in one JVM.
 */
@NullMarked
package io.ewig.server.word;

import org.jspecify.annotations.NullMarked;
