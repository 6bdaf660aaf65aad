/**
 * The log of the {@code ewig} command: start at {@link io.ewig.server.log.Log}.
 *
 * <p>SLF4J's door for whatever is said below, in ours and in libraries. A line is text or JSON, has
 * the id of the request that was under way, and goes to stderr or to a file that is rolled by size.
 * Lines cannot be forged by what clients send. A log that cannot be written stops nothing.
 */
@NullMarked
package io.ewig.server.log;

import org.jspecify.annotations.NullMarked;
