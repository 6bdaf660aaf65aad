/**
 * Arrays, maps and rows.
 *
 * <p>An array is a List that nobody changes, its elements are counted from 1, and one that is not
 * there is null; a map is a Map that nobody changes, in the order that it was made in; a row is an
 * Object[]. Elements are equal as values of their type are ({@link
 * io.ewig.calcite.expression.Values}).
 */
@NullMarked
package io.ewig.calcite.expression.collection;

import org.jspecify.annotations.NullMarked;
