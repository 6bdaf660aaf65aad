package io.ewig.engine.internal.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file that is in memory to begin with. */
public record HeapMap(byte[] content) implements DiskMap {

  @Override
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void force(long from, long length) {
    // memory is as durable as it gets
  }

  @Override
  public void close() {
    // nothing to give back
  }
}
