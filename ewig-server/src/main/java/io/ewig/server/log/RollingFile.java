package io.ewig.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that begins anew when it is full: {@code server.log} becomes {@code server.log.1}, that
 * one {@code server.log.2}, and so on; the oldest goes. Any thread.
 */
public final class RollingFile implements Log.Sink, AutoCloseable {

  private final Path file;
  private final long bytesMax;
  private final int oldMax;
  private @Nullable FileChannel channel;
  private long bytes;

  /**
   * @param bytesMax a line that would go beyond begins a new file
   * @param oldMax how many are kept beside the one that grows
   */
  public RollingFile(Path file, long bytesMax, int oldMax) throws IOException {
    this.file = file;
    this.bytesMax = bytesMax;
    this.oldMax = oldMax;
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    open();
  }

  private FileChannel open() throws IOException {
    FileChannel opened =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    channel = opened;
    bytes = opened.size();
    return opened;
  }

  @Override
  public synchronized void write(byte[] line) throws IOException {
    FileChannel to = channel;
    if (to == null) {
      to = open();
    }
    if (bytes > 0 && bytes + line.length > bytesMax) {
      to = roll(to);
    }
    ByteBuffer left = ByteBuffer.wrap(line);
    while (left.hasRemaining()) {
      bytes += to.write(left);
    }
  }

  private FileChannel roll(FileChannel full) throws IOException {
    channel = null;
    full.close();
    for (int i = oldMax; i > 0; i--) {
      Path from = i == 1 ? file : old(i - 1);
      if (Files.exists(from)) {
        Files.move(from, old(i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (oldMax == 0) {
      Files.delete(file);
    }
    return open();
  }

  private Path old(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public synchronized void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
