/**
 * Results: rows that are read forward, one at a time, as whatever type the reader asks for.
 *
 * <p>{@link io.ewig.jdbc.result.EwigResultSet} knows where it stands; what {@code ResultSet} has
 * besides is tamed by interfaces whose defaults say it once: {@code UpdatedRows} makes every update
 * a setter that {@code Edits} has written, {@code ForwardOnlyRows} refuses every jump, {@code
 * LabelledRows} finds the column of a label, {@code TypedRows} converts. A result that has been
 * read to its end lets go of what it holds in the database at once, closed or not.
 *
 * <p>One thread reads a result. After {@code close} every call but a few is refused.
 */
@NullMarked
package io.ewig.jdbc.result;

import org.jspecify.annotations.NullMarked;
