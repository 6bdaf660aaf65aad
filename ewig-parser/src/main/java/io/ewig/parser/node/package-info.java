/**
 * What all nodes of Ewig's own have in common, how they are printed, and where they stand.
 *
 * <p>Invariant: {@link io.ewig.parser.node.Node} keeps all that a node says in its operands. The
 * nodes themselves are in the packages beside this one, by theme. Nodes are made by one thread and
 * not changed afterwards but by whoever owns the tree.
 */
@NullMarked
package io.ewig.parser.node;

import org.jspecify.annotations.NullMarked;
