/**
 * The {@code ewig} command, and the server. Start here: {@link io.ewig.server.EwigCommand} for the
 * one, {@link io.ewig.server.EwigServer} for the other.
 *
 * <p>One class a subcommand, in rooms by what they are about ({@code history}, {@code branches},
 * {@code upkeep}, {@code shell}, {@code demo}): it reads its options, opens a database through
 * {@code io.ewig.engine.Ewig}, or through JDBC where SQL is spoken, and prints. The server is
 * {@code http} (Jetty), {@code session} (what clients have open), {@code word} and {@code avatica}
 * (what they say). picocli enters through classes that end in Command and their options.
 */
@NullMarked
package io.ewig.server;

import org.jspecify.annotations.NullMarked;
