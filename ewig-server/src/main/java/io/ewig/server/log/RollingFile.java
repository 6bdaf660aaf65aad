package io.ewig.server.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that begins anew when it is full: {@code server.log} becomes {@code server.log.1}, that
 * one {@code server.log.2}, and so on; the oldest goes. Any thread, interrupted ones too: a channel
 * would be closed by the first of those, and take no more lines from anybody.
 */
public final class RollingFile implements Log.Sink, AutoCloseable {

  private final Path file;
  private final long bytesMax;
  private final int oldMax;
  private @Nullable FileOutputStream stream;
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

  private FileOutputStream open() throws IOException {
    FileOutputStream opened = new FileOutputStream(file.toFile(), true);
    stream = opened;
    bytes = Files.size(file);
    return opened;
  }

  @Override
  public synchronized void write(byte[] line) throws IOException {
    FileOutputStream to = stream;
    if (to == null) {
      to = open();
    }
    if (bytes > 0 && bytes + line.length > bytesMax) {
      to = roll(to);
    }
    to.write(line);
    bytes += line.length;
  }

  private FileOutputStream roll(FileOutputStream full) throws IOException {
    stream = null;
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
    FileOutputStream open = stream;
    stream = null;
    if (open != null) {
      open.close();
    }
  }
}
