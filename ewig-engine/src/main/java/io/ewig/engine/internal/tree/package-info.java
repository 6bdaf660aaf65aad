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
 * no upper limit, and most are small or large. Dolt hashes keys only, anew for each level, and lets
 * the chance rise with the node's size (a Weibull distribution of shape 4, cut off at 16 KiB),
 * which gives nodes of nearly equal size. Ours is Dolt's curve with four differences: whole numbers
 * instead of floating-point ones, so that every machine and language decides alike; draws from
 * SHA-256, against which nobody computes keys, but has to try them; weights that neither
 * compression nor counters change; and no node above the leaves with one child but the last, so
 * that long keys make no endless tree.
 *
 * <p>The price of sizes in the rule is that a moved boundary may move the next one: two sequences
 * of nodes that start apart meet again after 2.2 nodes on average, at a key that ends one in both.
 * Only where somebody picks keys by their hash, so that all nodes end by their weight, they may
 * stay apart for as long as those keys go on. Edits there cost more (a fifth of all nodes was
 * measured), but nothing grows beyond its limit, and nothing is wrong.
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
