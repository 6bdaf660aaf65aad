package io.ewig.engine.internal.pack.record;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.format.pack.PackIndexFormat;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Under which name an index knows an object: its address, or a hash of that with a secret; any
 * thread.
 *
 * @param secret what all indexes of an encrypted store have in common; null if there is none
 */
public record ObjectNames(@Nullable Hash secret) {

  public static final ObjectNames ADDRESSES = new ObjectNames(null);

  /** Names for a store that has none yet. */
  public static ObjectNames fresh(FrameKeys keys) {
    FrameKeys.Fresh key = keys.fresh();
    if (key.wrapped().length == 0) {
      return ADDRESSES;
    }
    // What a random key makes of zeros is as random, and the key is thrown away unseen.
    BytesOut frame = new BytesOut(128);
    FrameSeal.open(frame, FrameFormat.CHUNK, 0);
    frame.put(new byte[PackIndexFormat.SECRET_BYTES]);
    key.lock().close(frame, 0, 0);
    return new ObjectNames(Sha256.of(frame.toArray()));
  }

  /** The names of an index with that secret. */
  public static ObjectNames with(byte[] secret) {
    return secret.length == Hash.BYTES ? new ObjectNames(Hash.read(secret, 0)) : ADDRESSES;
  }

  public byte[] secretBytes() {
    return secret == null ? new byte[0] : secret.toBytes();
  }

  public Hash of(Hash address) {
    return secret == null
        ? address
        : Sha256.current().add(secret.toBytes()).add(address.toBytes()).finish();
  }
}
