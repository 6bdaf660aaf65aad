/**
 * What was ever recorded under a key, and how to ask for it: versions, lineages, moments.
 *
 * <p>A {@link io.ewig.engine.internal.version.Version} says: recorded at a seq on a line, the key
 * has this value during a valid period. A {@link io.ewig.engine.internal.version.Lineage} says
 * which versions a branch sees. Of those, the one with the largest seq whose period covers an
 * instant is the answer for that instant, so no period is ever split.
 *
 * <p>A {@link io.ewig.engine.internal.version.Store} holds the versions of a range of seqs, in
 * memory ({@link io.ewig.engine.internal.version.MemoryTable}) or in a file ({@code internal.run}).
 * One thread adds to a table, any number read, without locks. Keys and values are opaque bytes.
 * Start at {@code internal.history.Versions}.
 */
@NullMarked
package io.ewig.engine.internal.version;

import org.jspecify.annotations.NullMarked;
