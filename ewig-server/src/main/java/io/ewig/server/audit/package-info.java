/**
 * Who did what through a server: start at {@link io.ewig.server.audit.Audit}.
 *
 * <p>The audit is the world {@code ewig://audit} of the server's own database, so it is a chain of
 * events like any history: what is noted is never changed or removed, and nobody can switch it off.
 * It holds names and what was asked for, never a password, a token or a value of a row. What cannot
 * be noted is not done.
 */
@NullMarked
package io.ewig.server.audit;

import org.jspecify.annotations.NullMarked;
