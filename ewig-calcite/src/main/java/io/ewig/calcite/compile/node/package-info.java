/**
 * What compilers of nodes share: what one is ({@link io.ewig.calcite.compile.node.Compiles}), what
 * it has at hand ({@link io.ewig.calcite.compile.node.CompileContext}), nodes that Calcite lacks,
 * and how it refuses what no operator can do: with HYC00, before anything runs.
 */
@NullMarked
package io.ewig.calcite.compile.node;

import org.jspecify.annotations.NullMarked;
