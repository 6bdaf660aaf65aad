/**
 * Commands that copy a database and bring it back: {@code backup}, {@code restore}.
 *
 * <p>They open a database to read, beside whoever writes to it, and leave the work to {@code
 * io.ewig.engine.Ewig.backup} and {@code io.ewig.engine.Backups}. One thread.
 */
@NullMarked
package io.ewig.server.backup;

import org.jspecify.annotations.NullMarked;
