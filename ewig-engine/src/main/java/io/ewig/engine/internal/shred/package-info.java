/**
 * JSON documents taken apart into columns, and put together again to the byte.
 *
 * <p>A {@link io.ewig.engine.internal.shred.PayloadLexer} parts a document into a template, which
 * is all of its text but the scalars, and these. Templates that recur become {@link
 * io.ewig.engine.internal.shred.Shape}s, known by number; what stands at each of their places goes
 * into a column of values, one for each path: see {@link
 * io.ewig.engine.internal.shred.DocumentsFormat}. Everything else (no JSON, shapes that do not
 * recur, documents that are long or deep) stays as it is.
 *
 * <p>What is taken apart is JSON that {@code json.Json} reads; what is not may be as well. No I/O;
 * one thread. Where next: {@code internal.warm}, which keeps such columns in files.
 */
@NullMarked
package io.ewig.engine.internal.shred;

import org.jspecify.annotations.NullMarked;
