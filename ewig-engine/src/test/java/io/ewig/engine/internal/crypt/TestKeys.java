package io.ewig.engine.internal.crypt;

import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.crypt.cipher.Bytes;
import java.nio.file.Path;

/** Keys for tests of other packages; no nonce is used twice with any of them. */
public final class TestKeys {

  private TestKeys() {}

  /** Frames under a new vault in a folder. */
  public static FrameKeys in(Path folder) {
    return new EncryptedFrames(
        new NonceRecorder().create(folder, Bytes.provider("test", Bytes.random(32, 7))));
  }
}
