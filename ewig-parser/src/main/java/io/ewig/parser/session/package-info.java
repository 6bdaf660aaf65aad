/**
 * Transactions and settings of a session.
 *
 * <p>Names of settings are in lower case with underscores; {@code SET TIME ZONE}, {@code SET
 * SCHEMA} and the like are the settings {@code time_zone}, {@code schema}. Nothing here knows which
 * settings there are.
 */
@NullMarked
package io.ewig.parser.session;

import org.jspecify.annotations.NullMarked;
