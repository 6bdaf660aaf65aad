/**
 * What replicas say to each other: protocol {@code ewig-sync/1}, as messages ({@link
 * io.ewig.sync.protocol.Message}) and as bytes ({@link io.ewig.sync.protocol.FrameFormat}).
 *
 * <p>A message is a record; what it is as bytes is known to one writer and one reader. What comes
 * from a peer is bounded before it is believed ({@link io.ewig.sync.protocol.ProtocolLimits}): a
 * reader allocates no more than a small multiple of what it was sent, and what is compressed in a
 * body has one bound for all of it ({@code Allowance}); what it can't read is a {@link
 * io.ewig.engine.error.CorruptionException} that names the place. Nothing in here knows a database.
 */
@NullMarked
package io.ewig.sync.protocol;

import org.jspecify.annotations.NullMarked;
