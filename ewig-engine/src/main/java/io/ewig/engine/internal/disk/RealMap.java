package io.ewig.engine.internal.disk;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A mapping of a real file.
 *
 * <p>Design note: durability comes from forcing a range of the mapping (msync, which waits and
 * syncs the data like fdatasync) and not from the channel. A channel is closed under our feet by
 * any interrupt of the forcing thread, and syncs pages that nobody waits for, such as Chronicle's
 * own index.
 */
final class RealMap implements DiskMap {

  private final MappedByteBuffer mapped;
  private final ByteBuffer bytes;

  private RealMap(MappedByteBuffer mapped) {
    this.mapped = mapped;
    this.bytes = mapped.order(ByteOrder.LITTLE_ENDIAN);
  }

  static RealMap of(Path file, long bytes, boolean writable) throws IOException {
    try (FileChannel channel =
        writable ? FileChannel.open(file, READ, WRITE) : FileChannel.open(file, READ)) {
      requireBytes(file, channel, bytes);
      FileChannel.MapMode mode =
          writable ? FileChannel.MapMode.READ_WRITE : FileChannel.MapMode.READ_ONLY;
      try {
        return new RealMap(channel.map(mode, 0, bytes));
      } catch (IOException unmapped) {
        requireBytes(file, channel, bytes); // a writer may have cut it since the first look
        throw unmapped;
      }
    }
  }

  private static void requireBytes(Path file, FileChannel channel, long bytes) throws IOException {
    if (channel.size() < bytes) {
      throw new EOFException(file + " has " + channel.size() + " bytes, not " + bytes);
    }
  }

  @Override
  public ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void force(long from, long length) throws IOException {
    try {
      mapped.force(Math.toIntExact(from), Math.toIntExact(length));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    Unmapper.unmap(mapped);
  }
}
