/**
 * Numbers, texts, fields and values as bytes, for the wire.
 *
 * <p>Fields are those of protobuf, so that a later version of a message can have more: who does not
 * know a field passes over it. Values are packed ({@link io.ewig.jdbc.packed.ValueWriter}), since
 * every type has to arrive as it was sent, to the nanosecond.
 *
 * <p>Everything read here may come from anybody: lengths are checked against what is there before
 * anything is allocated, and what makes no sense is a {@link
 * io.ewig.jdbc.packed.MalformedException}. No class is named in it, and none is loaded.
 */
@NullMarked
package io.ewig.jdbc.packed;

import org.jspecify.annotations.NullMarked;
