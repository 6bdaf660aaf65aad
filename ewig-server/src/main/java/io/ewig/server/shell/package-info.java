/**
 * SQL at a terminal: texts become statements, and what they answer becomes tables.
 *
 * <p>{@link io.ewig.server.shell.Shell} runs statements on a connection and prints; it knows JDBC
 * and nothing of Ewig, so it works with whatever the driver reaches. One thread.
 */
@NullMarked
package io.ewig.server.shell;

import org.jspecify.annotations.NullMarked;
