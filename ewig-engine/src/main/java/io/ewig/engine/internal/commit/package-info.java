/**
 * The way into the log: gives what users draft its place in history.
 *
 * <p>{@link io.ewig.engine.internal.commit.Committer} is the one place where ids, hashes and times
 * are given out, under one lock and in the order in which the log gets them.
 */
@NullMarked
package io.ewig.engine.internal.commit;

import org.jspecify.annotations.NullMarked;
