/**
 * How commits descend from each other: questions about the graph, and pictures of it.
 *
 * <p>A {@link io.ewig.engine.graph.CommitGraph} gives a commit's parents and generation, wherever
 * they are kept; nothing here is stored. {@link io.ewig.engine.graph.MergeBase}, {@link
 * io.ewig.engine.graph.Ancestry}, {@link io.ewig.engine.graph.CommitLog} and {@link
 * io.ewig.engine.graph.FirstParents} each answer one kind of question and cost the commits that lie
 * between, not those that exist. {@link io.ewig.engine.graph.BranchVisualizer} draws.
 *
 * <p>No state, so any thread (an iterator: one). Errors: whatever the graph throws for a commit it
 * does not know; {@code InternalException} if its generations do not fall from child to parent.
 * Where next: the branch package merges on the bases found here.
 */
@NullMarked
package io.ewig.engine.graph;

import org.jspecify.annotations.NullMarked;
