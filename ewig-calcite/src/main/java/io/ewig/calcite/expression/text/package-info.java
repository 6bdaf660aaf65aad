/**
 * Functions of texts and binaries; characters are code points throughout.
 *
 * <p>No result is longer than {@link io.ewig.engine.value.Type#VALUE_BYTES_MAX}: what would be is
 * refused before it is made. Case and order know no language.
 */
@NullMarked
package io.ewig.calcite.expression.text;

import org.jspecify.annotations.NullMarked;
