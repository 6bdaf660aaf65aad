/**
 * Rows of tables in the version index: start with {@link io.ewig.engine.internal.table.TableCodec}.
 *
 * <p>Which keys a row and its index entries have, what events say of rows and definitions, and what
 * becomes of the index when one is written: {@link io.ewig.engine.internal.table.RowEffects},
 * {@link io.ewig.engine.internal.table.SchemaEffects}. Nothing here asks whether others have
 * written as well: that is {@code internal.late}. The bytes of single rows and keys are {@code
 * internal.row}. One thread each.
 */
@NullMarked
package io.ewig.engine.internal.table;

import org.jspecify.annotations.NullMarked;
