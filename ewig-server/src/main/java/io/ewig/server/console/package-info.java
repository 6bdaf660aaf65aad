/**
 * SQL typed by a person: a line editor with history and completion around {@link
 * io.ewig.server.shell.Shell}. Start here: {@link io.ewig.server.console.ShellCommand}.
 *
 * <p>JLine enters here and nowhere else. What is suggested ({@link
 * io.ewig.server.console.Suggestions}) and what a statement is are known without it. The thread
 * that reads also runs statements; Ctrl-C comes in another one, which only cancels.
 */
@NullMarked
package io.ewig.server.console;

import org.jspecify.annotations.NullMarked;
