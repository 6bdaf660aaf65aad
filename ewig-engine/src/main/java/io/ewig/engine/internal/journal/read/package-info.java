/**
 * Reading a log of segments without locks: by seq, by hash, by time, forward and backward.
 *
 * <p>{@link io.ewig.engine.internal.journal.read.Segments} opens a segment when it is first needed
 * and keeps it until the log is closed; {@link io.ewig.engine.internal.journal.read.MappedReads}
 * makes an error of what the processor reports of a mapped file that is damaged.
 */
@NullMarked
package io.ewig.engine.internal.journal.read;

import org.jspecify.annotations.NullMarked;
