/**
 * Branches, tags and merges.
 *
 * <p>Names are written as identifiers or as texts; both are kept as identifiers. Ids of commits,
 * merges and conflicts are expressions: a text or a parameter. What a branch is, and what a merge
 * does, is said in {@link io.ewig.engine.merge}.
 */
@NullMarked
package io.ewig.parser.branch;

import org.jspecify.annotations.NullMarked;
