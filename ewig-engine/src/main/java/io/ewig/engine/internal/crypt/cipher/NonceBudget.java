package io.ewig.engine.internal.crypt.cipher;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.ResourceException;
import java.util.Locale;

/**
 * What one data key may still encrypt: every counter once, in rising order, and not without end.
 *
 * <p>A frame is counted before it is encrypted, so a failure half-way does not give its nonce back.
 * One thread at a time.
 */
final class NonceBudget {

  private final long chunksMax;
  private final long bytesMax;

  private long lastCounter = -1;
  private long chunks;
  private long bytes;

  NonceBudget(long chunksMax, long bytesMax) {
    this.chunksMax = chunksMax;
    this.bytesMax = bytesMax;
  }

  boolean hasRoom(int moreChunks, int moreBytes) {
    return chunks + moreChunks <= chunksMax && bytes + moreBytes <= bytesMax;
  }

  void spend(long counter, int moreChunks, int moreBytes) {
    if (counter <= lastCounter) {
      throw new InternalException(
          ErrorCode.INVARIANT_BROKEN,
          "a nonce counter must rise, or frames can be forged: "
              + counter
              + " after "
              + lastCounter);
    }
    if (!hasRoom(moreChunks, moreBytes)) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED,
          String.format(
              Locale.ROOT,
              "a data key has encrypted %d bytes in %d chunks of at most %d in %d; take a fresh one",
              bytes,
              chunks,
              bytesMax,
              chunksMax));
    }
    lastCounter = counter;
    chunks += moreChunks;
    bytes += moreBytes;
  }
}
