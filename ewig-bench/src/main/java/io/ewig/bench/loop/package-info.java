/**
 * Inner loops for JMH, to see what a change in one place does.
 *
 * <p>Run them with the main class {@code org.openjdk.jmh.Main} and this module's class path. The
 * table that counts is the one of {@link io.ewig.bench.EwigBench}.
 */
@NullMarked
package io.ewig.bench.loop;

import org.jspecify.annotations.NullMarked;
