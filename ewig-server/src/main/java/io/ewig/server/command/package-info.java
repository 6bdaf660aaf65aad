/**
 * What all commands share: where they read and write ({@link io.ewig.server.command.Terminal}),
 * which database they are about, and what they say when something is wrong.
 *
 * <p>What fails reaches {@link io.ewig.server.command.ErrorLine}, which makes one line and an exit
 * code of it. Streams come in, so that a test runs any command in its own process.
 */
@NullMarked
package io.ewig.server.command;

import org.jspecify.annotations.NullMarked;
