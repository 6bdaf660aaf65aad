/**
 * Which queries make sense, and of what types they are: Calcite's validator, told about Ewig.
 *
 * <p>Start at {@link io.ewig.calcite.plan.validation.EwigValidator}. It gives question marks a type
 * where Calcite gives none, takes what PostgreSQL's users leave out, and calls what Calcite refuses
 * by our error codes. One validator for one query, one thread.
 */
@NullMarked
package io.ewig.calcite.plan.validation;

import org.jspecify.annotations.NullMarked;
