/**
 * What two branches have in common, how they differ, and how they become one: start with {@link
 * io.ewig.engine.merge.ThreeWay}.
 *
 * <p>A merge compares three sides, base, ours and theirs, each of them a {@link
 * io.ewig.engine.merge.Side}; cherry-picking and reverting are merges with other bases. It finds
 * {@link io.ewig.engine.merge.Edit}s of ours and {@link io.ewig.engine.merge.MergeConflict}s, and
 * changes nothing itself. {@link io.ewig.engine.merge.Reach} finds the base. Costs what differs.
 * One thread for each.
 */
@NullMarked
package io.ewig.engine.merge;

import org.jspecify.annotations.NullMarked;
