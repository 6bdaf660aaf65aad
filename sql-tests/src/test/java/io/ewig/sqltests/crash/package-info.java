/**
 * A process that works through JDBC is killed, and the next one looks at what is there.
 *
 * <p>{@link io.ewig.sqltests.crash.Bank} holds what can be checked from outside: money moves, none
 * is made, and each move is written down in the transaction that makes it.
 */
@NullMarked
package io.ewig.sqltests.crash;

import org.jspecify.annotations.NullMarked;
