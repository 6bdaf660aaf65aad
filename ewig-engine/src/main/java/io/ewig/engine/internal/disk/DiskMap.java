package io.ewig.engine.internal.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file mapped into memory. */
public interface DiskMap extends Closeable {

  /**
   * The bytes, little-endian. Not to be touched after {@link #close()}: who closes must know that
   * nobody reads any more.
   */
  ByteBuffer bytes();

  /** Makes a range of the file durable, whoever in this process wrote it, and waits for that. */
  void force(long from, long length) throws IOException;

  /** Closing again does nothing. */
  @Override
  void close();
}
