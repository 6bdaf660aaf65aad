/**
 * Segment files by Chronicle Queue: the sole importer of {@code net.openhft}.
 *
 * <p>Chronicle is the memory-mapped byte store whose files its own tools can read and tail. It is
 * not the durability layer: it syncs nothing here, and after a crash nobody adds to its file again.
 * Each segment is a queue of one cycle in a directory of its own. One class enters: {@link
 * io.ewig.engine.internal.chronicle.ChronicleFiles}.
 */
@NullMarked
package io.ewig.engine.internal.chronicle;

import org.jspecify.annotations.NullMarked;
