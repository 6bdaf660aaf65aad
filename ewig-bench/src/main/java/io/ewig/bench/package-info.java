/**
 * Measures Ewig beside its peers, in one run on one machine.
 *
 * <p>Start here: {@link io.ewig.bench.EwigBench}, the command behind {@code ./ewig bench}, prints
 * one table. The lines of the table are in {@code line}, the peers in {@code peer}, how a number is
 * come by in {@code measure}, and inner loops for JMH in {@code loop}.
 *
 * <p>Nothing here is shipped, and no test asserts a time. What the numbers were and what they mean
 * is in {@code docs/benchmarks.md}.
 */
@NullMarked
package io.ewig.bench;

import org.jspecify.annotations.NullMarked;
