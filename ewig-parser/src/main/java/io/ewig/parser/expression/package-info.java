/**
 * What the grammar's productions for expressions call: how chains of operators become trees, what
 * literals of dates and times mean, what types are called elsewhere.
 *
 * <p>Only the generated parser calls these. They refuse with {@link
 * io.ewig.engine.error.UserException} what is too long or has no meaning.
 */
@NullMarked
package io.ewig.parser.expression;

import org.jspecify.annotations.NullMarked;
