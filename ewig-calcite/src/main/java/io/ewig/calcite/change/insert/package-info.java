/**
 * What adds rows, or events: {@link io.ewig.calcite.change.insert.Insert} and {@link
 * io.ewig.calcite.change.insert.EventInsert}, the columns that are given values, and what becomes
 * of rows whose key is taken, which may be what {@code change.row} does. Immutable, any thread.
 */
@NullMarked
package io.ewig.calcite.change.insert;

import org.jspecify.annotations.NullMarked;
