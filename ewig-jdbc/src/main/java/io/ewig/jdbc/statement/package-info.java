/**
 * Statements: settings, parameters, executions and what came of them.
 *
 * <p>{@code Execution} holds what a statement is: its settings, its present result, its keys. The
 * two classes that JDBC wants, {@link io.ewig.jdbc.statement.EwigStatement} and {@link
 * io.ewig.jdbc.statement.EwigPreparedStatement}, only turn JDBC's many methods into its few. {@link
 * io.ewig.jdbc.statement.Session} is all they know of their connection.
 *
 * <p>One thread uses a statement; any thread may {@code cancel} it, which stops the execution under
 * way and leaves the statement usable. A batch is one transaction if the connection commits by
 * itself: it is written as a whole or not at all.
 */
@NullMarked
package io.ewig.jdbc.statement;

import org.jspecify.annotations.NullMarked;
