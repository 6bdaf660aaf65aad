/**
 * The content store that is on disk: {@link io.ewig.engine.internal.pack.PackStore} (start here).
 *
 * <pre>
 *   PackStore          the door: put, force, get, pin, collect, verify
 *     PackWriter       adds to the pack that grows: memory first, then batches forced to the file
 *     PackFollower     reads what another process writes
 *     PackCollection   marks what is live, copies it out of packs that are mostly dead
 *     PackVerifier     reads everything
 *   file/              packs as files: growing, sealed with an index, or left without one
 *   record/            objects as bytes of a pack: frames, keys, the walk over them
 * </pre>
 *
 * <p>Invariants: a pack is only appended to, and its bytes never change, so a mapping of it never
 * breaks; what was forced is there after any crash, and what was not is there as a whole or not at
 * all; a pack's file goes away only after its live objects were forced elsewhere and its readers
 * have left. Threads: readers take no lock; one thread puts at a time, and the disk is waited for
 * outside of that lock. The first failed write is final, as in the log: reading goes on.
 *
 * <p>One process writes, the journal's writer lock sees to it. Others read: who misses an object
 * looks once whether there are new packs.
 */
@NullMarked
package io.ewig.engine.internal.pack;

import org.jspecify.annotations.NullMarked;
