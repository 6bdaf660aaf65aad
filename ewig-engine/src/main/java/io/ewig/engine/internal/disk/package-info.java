/**
 * The file system as Ewig needs it: {@link io.ewig.engine.internal.disk.Disk}.
 *
 * <p>All file access of the engine's log goes through here, so that a test can fail the n-th
 * operation, lose what was not forced, or tear a page. {@link
 * io.ewig.engine.internal.disk.RealDisk} is the machine's; its mappings are released by {@code
 * close()}, not by the garbage collector.
 */
@NullMarked
package io.ewig.engine.internal.disk;

import org.jspecify.annotations.NullMarked;
