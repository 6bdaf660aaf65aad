/**
 * The {@code ewig} command. Start here: {@link io.ewig.server.EwigCommand}.
 *
 * <p>One class a subcommand: it reads its options, opens a database through {@code
 * io.ewig.engine.Ewig}, or through JDBC where SQL is spoken, and prints. What fails reaches {@link
 * io.ewig.server.ErrorLine}, which makes one line and an exit code of it. Streams come in by {@link
 * io.ewig.server.Terminal}, so that a test runs any command in its own process. picocli enters
 * through this package alone.
 */
@NullMarked
package io.ewig.server;

import org.jspecify.annotations.NullMarked;
