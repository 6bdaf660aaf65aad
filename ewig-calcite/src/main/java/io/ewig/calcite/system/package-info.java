/**
 * System tables and table functions: what SQL can ask about the database itself.
 *
 * <p>Two doors: {@link io.ewig.calcite.system.SystemRelations} finds a system table by schema and
 * name, {@link io.ewig.calcite.system.TableFunctions} a function by name. Schema {@code ewig} is in
 * {@code history} and {@code report}, {@code information_schema} in {@code catalog}, functions are
 * in {@code function}; all are made of {@code listing}s. Errors are {@code UserException}s. Any
 * thread.
 */
@NullMarked
package io.ewig.calcite.system;

import org.jspecify.annotations.NullMarked;
