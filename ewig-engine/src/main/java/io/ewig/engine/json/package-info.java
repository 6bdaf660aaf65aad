/**
 * JSON documents: {@link io.ewig.engine.json.Json}, start here; each is immutable, exact and of
 * bounded size.
 *
 * <p>Equal documents have equal bytes on every machine: keys sorted by code point, one form of each
 * number, no blanks, UTF-8 ({@link io.ewig.engine.json.Json#canonical}). A document knows its depth
 * and the length of its canonical bytes and refuses to be made beyond the limits, so nobody who
 * holds one checks again. {@link io.ewig.engine.json.MergePatch} is RFC 7386, {@link
 * io.ewig.engine.json.JsonPointer} RFC 6901.
 *
 * <p>Jackson reads the text; {@code exchange}, which streams lines, is the only other package that
 * knows it. Immutable throughout, any thread. Errors: {@code UserException}, with line and column
 * where text is at fault. Where next: {@code world} folds events into documents.
 */
@NullMarked
package io.ewig.engine.json;

import org.jspecify.annotations.NullMarked;
