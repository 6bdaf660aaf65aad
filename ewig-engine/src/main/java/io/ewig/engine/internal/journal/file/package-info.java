/**
 * The files that a log has beside and between its segments: manifest, lock, durable mark, spare
 * file, roots of blocks.
 *
 * <p>{@link io.ewig.engine.internal.journal.file.JournalPaths} says where each lies, {@link
 * io.ewig.engine.internal.journal.file.Failures} what an error of the disk becomes. A segment is
 * sealed by {@link io.ewig.engine.internal.journal.file.SegmentSealer} in an order that survives a
 * crash at any point.
 */
@NullMarked
package io.ewig.engine.internal.journal.file;

import org.jspecify.annotations.NullMarked;
