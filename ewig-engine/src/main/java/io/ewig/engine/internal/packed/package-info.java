/**
 * Columns of numbers and of texts as few bytes: what columnar files are made of.
 *
 * <p>{@link io.ewig.engine.internal.packed.LongsFormat} and {@link
 * io.ewig.engine.internal.packed.TextsFormat} are the grammars; each has a writer, which takes the
 * shortest of the ways it knows, and a reader, which is told how many values have to come out and
 * gives exactly these or a {@link io.ewig.engine.error.CorruptionException}. No I/O; one thread
 * each. Where next: {@code internal.shred}, which makes columns of documents.
 */
@NullMarked
package io.ewig.engine.internal.packed;

import org.jspecify.annotations.NullMarked;
