/**
 * Names of branches and tags, and the lines of commits they point at.
 *
 * <p>{@link io.ewig.engine.branch.Refs} is what the events of {@link
 * io.ewig.engine.branch.RefChange} add up to. A line only ever grows and keeps its identity; a
 * branch is a name for one, and may come to be the name of another. Below: {@code
 * internal.version}, whose lineages say what a line sees.
 */
@NullMarked
package io.ewig.engine.branch;

import org.jspecify.annotations.NullMarked;
