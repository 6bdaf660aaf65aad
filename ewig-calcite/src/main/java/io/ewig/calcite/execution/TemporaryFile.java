package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes of one execution on disk, gone when it is closed; one thread. */
public final class TemporaryFile implements AutoCloseable {

  private final TemporaryFolder folder;
  private final Path path;
  private final TemporaryCipher cipher;
  private final FileChannel channel;
  private long size;
  private boolean isClosed;

  TemporaryFile(TemporaryFolder folder, Path path, TemporaryCipher cipher) throws IOException {
    this.folder = folder;
    this.path = path;
    this.cipher = cipher;
    this.channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Its name, for error texts. */
  public String name() {
    return path.toString();
  }

  public long size() {
    return size;
  }

  public void append(byte[] bytes, int from, int length) {
    folder.take(length);
    long at = size;
    ByteBuffer buffer = ByteBuffer.wrap(cipher.apply(at, bytes, from, length));
    size += length;
    try {
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
    } catch (IOException e) {
      throw failed("write to", e);
    }
  }

  /** Fills a part of an array with the bytes from a place on; returns how many there were. */
  public int read(long at, byte[] bytes, int from, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, from, (int) Math.min(length, size - at));
    long place = at;
    try {
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, place);
        if (read < 0) {
          throw new IOException("the file ends at " + place + " instead of " + size);
        }
        place += read;
      }
    } catch (IOException e) {
      throw failed("read", e);
    }
    int count = (int) (place - at);
    System.arraycopy(cipher.apply(at, bytes, from, count), 0, bytes, from, count);
    return count;
  }

  private ResourceException failed(String what, IOException e) {
    return new ResourceException(
        ErrorCode.IO_FAILED, "cannot " + what + " the temporary file " + path, e);
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    folder.giveBack(size);
    try {
      channel.close();
    } catch (IOException e) {
      throw failed("delete", e);
    }
  }
}
