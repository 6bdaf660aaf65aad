/**
 * How tables are read: by key, by index, or row after row, at a moment.
 *
 * <p>{@link io.ewig.calcite.scan.TableRelation} is a table in FROM. What a filter says about single
 * columns ({@link io.ewig.calcite.scan.ColumnCondition}) chooses the index ({@link
 * io.ewig.calcite.scan.Path}); what the index can't see to stays a filter above.
 */
@NullMarked
package io.ewig.calcite.scan;

import org.jspecify.annotations.NullMarked;
