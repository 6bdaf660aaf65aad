/**
 * Replicas meet: {@code POST /db/{database}/sync} takes and gives frames of {@code ewig-sync}
 * ({@link io.ewig.server.sync.SyncResource}), and {@code ewig sync} is the one who asks ({@link
 * io.ewig.server.sync.SyncCommand}).
 *
 * <p>Here is only what has to do with HTTP and the command line; what the frames mean is known to
 * {@code io.ewig.sync}.
 */
@NullMarked
package io.ewig.server.sync;

import org.jspecify.annotations.NullMarked;
