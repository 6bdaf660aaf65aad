package io.ewig.bench.peer;

import java.nio.ByteBuffer;
import java.util.Random;

/** Bytes that stand for a record. */
final class Filler {

  private static final long SEED = 7;

  private Filler() {}

  static ByteBuffer of(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(SEED).nextBytes(noise);
    return ByteBuffer.allocateDirect(bytes).put(noise).flip();
  }
}
