/**
 * How tables are read: by key, by index, or row after row, at a moment.
 *
 * <p>{@link io.ewig.calcite.scan.TableRelation} is a table in FROM. What a filter says about single
 * columns ({@link io.ewig.calcite.scan.ColumnCondition}) chooses the index ({@link
 * io.ewig.calcite.scan.Path}); what the index can't see to stays a filter above. Along the primary
 * key rows can be read as columns as well: {@link io.ewig.calcite.scan.TableVectors}.
 */
@NullMarked
package io.ewig.calcite.scan;

import org.jspecify.annotations.NullMarked;
