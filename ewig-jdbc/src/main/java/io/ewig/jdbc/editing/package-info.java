/**
 * Changing rows of a result in place: {@link io.ewig.jdbc.editing.TableEditor} says it as
 * statements about the table that a query is of.
 *
 * <p>What is pending and where the reader stands is {@code io.ewig.jdbc.result}'s business. One
 * thread at a time, as a result has.
 */
@NullMarked
package io.ewig.jdbc.editing;

import org.jspecify.annotations.NullMarked;
