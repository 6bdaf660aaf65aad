package io.ewig.bench.peer;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file of zeros that is written over from front to back, and again from the front when it is
 * full.
 *
 * <p>Its blocks exist beforehand, so a force has no metadata to write; it is filled page by page,
 * because larger writes would make the kernel write larger units back. One thread writes, any
 * thread forces.
 */
final class ZeroFile implements AutoCloseable {

  private static final int ZEROS_BYTES = 4096;
  private static final long FILE_BYTES = 64 << 20;

  private final FileChannel channel;
  private long end;

  private ZeroFile(FileChannel channel) {
    this.channel = channel;
  }

  static ZeroFile create(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE);
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
    for (long at = 0; at < FILE_BYTES; at += ZEROS_BYTES) {
      zeros.clear();
      channel.write(zeros, at);
    }
    channel.force(true);
    return new ZeroFile(channel);
  }

  void write(ByteBuffer bytes) throws IOException {
    if (end + bytes.remaining() > FILE_BYTES) {
      end = 0;
    }
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
  }

  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
