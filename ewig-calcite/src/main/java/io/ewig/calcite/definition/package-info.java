/**
 * Statements that change definitions: CREATE, ALTER, DROP, COMMENT.
 *
 * <p>They are transactional, on every branch on its own, and seen as of any moment, as rows are.
 * Tables and constraints are the engine's; here their texts become its calls.
 */
@NullMarked
package io.ewig.calcite.definition;

import org.jspecify.annotations.NullMarked;
