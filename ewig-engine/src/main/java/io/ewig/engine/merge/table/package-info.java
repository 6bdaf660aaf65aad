/**
 * Definitions of tables that were altered on two sides: start with {@link
 * io.ewig.engine.merge.table.TableMerge}.
 *
 * <p>{@link io.ewig.engine.merge.table.ColumnMatch} says which column is which; {@link
 * io.ewig.engine.merge.table.RowFitting} makes rows of one definition rows of another. Definitions
 * do not change; one thread for each merge.
 */
@NullMarked
package io.ewig.engine.merge.table;

import org.jspecify.annotations.NullMarked;
