/**
 * How results of queries look: tables for people, CSV and JSON for programs. Start here: {@link
 * io.ewig.server.rows.Mode}.
 *
 * <p>A printer reads a result once, row by row, so that one of any length needs little memory; it
 * knows JDBC and nothing of Ewig. What a mode writes is the same in the shell, in {@code ewig sql}
 * and wherever else a command shows rows.
 */
@NullMarked
package io.ewig.server.rows;

import org.jspecify.annotations.NullMarked;
