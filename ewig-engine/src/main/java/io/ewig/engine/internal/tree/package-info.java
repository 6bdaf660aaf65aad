/**
 * Ordered maps that never change, as trees in a content-addressed store; {@link
 * io.ewig.engine.internal.tree.Tree} is the door.
 *
 * <p>Invariants: equal content gives equal nodes and an equal root, whatever the order and the
 * batching of edits; trees share the nodes they have in common; a change costs a node or two a
 * level; the difference of two trees costs what differs.
 *
 * <p>Such trees are known as prolly trees. Where a node ends is the question that decides all else;
 * {@link io.ewig.engine.internal.tree.Boundary} answers it, between three known answers. Noms rolls
 * a hash over the bytes of the entries, so that any new value may move a boundary. The search trees
 * of the AT Protocol draw each key's level from its hash alone: nothing ever moves, but nodes have
 * no upper limit, and most are small or large. Dolt's second chunker hashes keys only and lets the
 * chance rise with the node's size, which gives nodes of nearly equal size. Ours is like the last,
 * with whole numbers, a draw of its own for each level, a hard limit, and weights that neither
 * compression nor counters change. The price of sizes in the rule is that a moved boundary may move
 * the next one; two sequences of nodes meet again after two or three, at the first key that ends a
 * node in both. Only where somebody picks keys by their hash, so that all nodes end by their
 * weight, they may meet as late as at the end of those keys. Edits there cost more, but nothing
 * grows beyond its limit, and nothing is wrong.
 *
 * <p>Bytes: {@link io.ewig.engine.internal.tree.NodeFormat}. Threads: {@link
 * io.ewig.engine.internal.tree.Nodes} and {@link io.ewig.engine.internal.tree.Tree} are for any,
 * the rest for one at a time. Errors: what comes from a store or a peer is checked on its way in
 * and refused with a CorruptionException. No clock, no randomness, no I/O but through {@link
 * io.ewig.engine.internal.tree.NodeStore}.
 */
@NullMarked
package io.ewig.engine.internal.tree;

import org.jspecify.annotations.NullMarked;
