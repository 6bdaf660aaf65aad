/**
 * Definitions of tables, indexes, sequences; views and schemas are Calcite's nodes.
 *
 * <p>Types are Calcite's, with the synonyms of other databases replaced; {@link
 * io.ewig.parser.definition.ColumnType} makes the engine's type of one. Constraints that were
 * written at a column are constraints of the table, so that there is one place to look for them.
 */
@NullMarked
package io.ewig.parser.definition;

import org.jspecify.annotations.NullMarked;
