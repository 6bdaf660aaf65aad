/**
 * Rows that are kept as columns, to be looked up by others.
 *
 * <p>{@link io.ewig.calcite.vector.stored.StoredRows} is the door. Row 0 is a row of nulls, which
 * stands for none, so nobody has to ask first. Filled by one thread, then read by any.
 */
@NullMarked
package io.ewig.calcite.vector.stored;

import org.jspecify.annotations.NullMarked;
