/**
 * The pages of the SQL reference: each example is run, and has its answer below it.
 *
 * <p>A page is run from its first example to its last, on a database in memory of its own. What the
 * shell prints for a block of {@code sql} is what the block of {@code text} below it has to say;
 * {@code -Dpages.accept} writes what came instead of comparing it. The clock begins with the year
 * 2026, goes on by a second a statement, and is set by a comment in front of a statement, such as
 * {@code -- 2026-03-01 12:00}.
 */
@NullMarked
package io.ewig.sqltests.documented;

import org.jspecify.annotations.NullMarked;
