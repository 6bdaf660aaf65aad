/**
 * Rows as sets: each once, or as often as several inputs have them.
 *
 * <p>Rows are equal when all their values are, or are both null. Memory that runs out is replaced
 * by files, part by part of the keys.
 */
@NullMarked
package io.ewig.calcite.operator.set;

import org.jspecify.annotations.NullMarked;
