/**
 * Merges that wait for somebody to settle their conflicts: start with {@link
 * io.ewig.engine.merge.paused.PausedMerges}.
 *
 * <p>Each {@link io.ewig.engine.merge.paused.MergeStep} is an event, so they are there after
 * reopening. What the conflicts are is not kept: it follows from what is merged, and is found
 * again. Any thread.
 */
@NullMarked
package io.ewig.engine.merge.paused;

import org.jspecify.annotations.NullMarked;
