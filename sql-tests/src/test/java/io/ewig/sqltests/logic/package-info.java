/**
 * SQL Logic Test, the suite of SQLite that other databases measure themselves by, over the driver.
 *
 * <p>What passed is recorded in {@code logic/shares.txt}, and may become more but never less. What
 * does not pass, and why, is said in docs/limits.md.
 */
@NullMarked
package io.ewig.sqltests.logic;

import org.jspecify.annotations.NullMarked;
