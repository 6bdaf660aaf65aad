/**
 * How the driver says that something went wrong: one table of SQLSTATEs, one place that chooses the
 * class of the exception.
 *
 * <p>Frameworks look at the class (Spring), pools at the SQLSTATE (HikariCP throws a connection
 * away on 08 and on 0A000, so what is not supported is HYC00). Whoever makes an {@code
 * SQLException} in this module makes it here. Numbers are those of {@code
 * io.ewig.engine.error.ErrorCode}; the driver repeats the few that it needs, because it has to do
 * without the engine.
 */
@NullMarked
package io.ewig.jdbc.error;

import org.jspecify.annotations.NullMarked;
