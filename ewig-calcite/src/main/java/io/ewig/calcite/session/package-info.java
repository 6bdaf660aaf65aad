/**
 * What a connection has of its own: settings, and a transaction or none.
 *
 * <p>One thread at a time. Nothing here knows SQL texts; statements of {@code
 * io.ewig.calcite.statement} work through it.
 */
@NullMarked
package io.ewig.calcite.session;

import org.jspecify.annotations.NullMarked;
