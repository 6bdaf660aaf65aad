/**
 * A log made of segment files: {@link io.ewig.engine.internal.journal.Journal} is the {@link
 * io.ewig.engine.log.EventLog} that is on disk.
 *
 * <ul>
 *   <li>one writer process, held by a lock of the operating system; any number of readers;
 *   <li>a commit becomes visible only after the range of the file that holds it was forced;
 *   <li>a segment is forced, indexed and entered in the manifest before the next one gets its first
 *       commit, so only the last segment can be torn;
 *   <li>the first failed write or force poisons the writer: reopening recovers, retrying would lie.
 * </ul>
 *
 * <p>Threads: one appends; whoever waits for durability forces for all who wait ({@link
 * io.ewig.engine.internal.journal.GroupCommit}); readers take no locks. Below: {@code
 * internal.segment} and {@code internal.disk}. For the door, which chooses the kind of files.
 */
@NullMarked
package io.ewig.engine.internal.journal;

import org.jspecify.annotations.NullMarked;
