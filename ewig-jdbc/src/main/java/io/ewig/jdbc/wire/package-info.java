/**
 * What the remote driver and the server say to each other: start at {@link
 * io.ewig.jdbc.wire.Request} and {@link io.ewig.jdbc.wire.Response}.
 *
 * <p>They travel in Avatica's envelope (protobuf: a name and a message) over HTTP, beside Avatica's
 * own words, under names that begin with {@code ewig.}. The grammar of each message stands where it
 * is written: {@link io.ewig.jdbc.wire.CallWriter}, {@link io.ewig.jdbc.wire.ReplyWriter}, {@link
 * io.ewig.jdbc.wire.Shapes}; docs/server.md has all of it in one place. What makes no sense is a
 * {@link io.ewig.jdbc.packed.MalformedException}.
 */
@NullMarked
package io.ewig.jdbc.wire;

import org.jspecify.annotations.NullMarked;
