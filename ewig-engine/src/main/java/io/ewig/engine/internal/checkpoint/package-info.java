/**
 * What a state amounts to and how two states differ: start with {@link
 * io.ewig.engine.internal.checkpoint.Changes}.
 *
 * <p>State is the tables, rows and objects that a {@link io.ewig.engine.internal.checkpoint.Sight}
 * has; index entries and postings follow from them. Everything is derived from the log. One thread
 * for each cursor.
 */
@NullMarked
package io.ewig.engine.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
