/**
 * How long it takes to go again through what people typed, and what is kept of it: {@code ewig
 * bench text}.
 *
 * <p>{@link io.ewig.bench.text.Trace} reads editing traces, which lie beside this package's classes
 * with their licence. Peers run in Node, from a folder where somebody installed them; without that
 * folder the lines are about Ewig alone. Start at {@link io.ewig.bench.text.TextLines}.
 */
@NullMarked
package io.ewig.bench.text;

import org.jspecify.annotations.NullMarked;
