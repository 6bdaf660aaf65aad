/**
 * What was recorded, as tables: events, commits, worlds, and the names of branches and tags.
 *
 * <p>Each table is one class with its columns and where its rows come from. Conditions on position,
 * time, world, branch and the various ids become look-ups in the log and its index: {@link
 * io.ewig.calcite.system.history.EventFinder} is the one that decides. All of it is as of the
 * statement's moment; events and commits are those of all branches. Any thread.
 */
@NullMarked
package io.ewig.calcite.system.history;

import org.jspecify.annotations.NullMarked;
