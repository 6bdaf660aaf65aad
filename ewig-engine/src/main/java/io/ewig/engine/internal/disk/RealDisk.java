package io.ewig.engine.internal.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The machine's own file system; no interrupt of a thread breaks off what it does there. */
public final class RealDisk implements Disk {

  /**
   * Larger writes make the kernel keep the file in large folios, each of which is then written back
   * whole for every small change: a third of the throughput of small synced appends.
   */
  private static final int ZEROS_BYTES = 4096;

  /** Read at once when looking for what is not zero. */
  private static final int LOOK_BYTES = 64 << 10;

  /** Files are mostly zeros behind what is used; so many are passed over at once. */
  private static final byte[] ZEROS = new byte[4096];

  @Override
  public void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory);
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  @Override
  public long size(Path file) throws IOException {
    return Files.size(file);
  }

  @Override
  public long usedBytes(Path file) throws IOException {
    return Uninterrupted.ask(() -> usedBytesOf(file));
  }

  private static long usedBytesOf(Path file) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(LOOK_BYTES);
    try (FileChannel channel = FileChannel.open(file, READ)) {
      long end = channel.size();
      int used = 0;
      while (end > 0 && used == 0) {
        long start = Math.max(0, end - LOOK_BYTES);
        fill(channel, start, piece.clear().limit((int) (end - start)));
        used = usedIn(piece.array(), piece.position());
        end = start;
      }
      return end + used;
    }
  }

  private static void fill(FileChannel channel, long at, ByteBuffer into) throws IOException {
    int read = 0;
    while (into.hasRemaining() && read >= 0) {
      read = channel.read(into, at + into.position());
    }
  }

  private static int usedIn(byte[] bytes, int length) {
    int used = length;
    while (used >= ZEROS.length
        && Arrays.equals(bytes, used - ZEROS.length, used, ZEROS, 0, ZEROS.length)) {
      used -= ZEROS.length;
    }
    while (used > 0 && bytes[used - 1] == 0) {
      used--;
    }
    return used;
  }

  @Override
  public long freeBytes(Path file) throws IOException {
    return Files.getFileStore(file).getUsableSpace();
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return Uninterrupted.ask(() -> Files.readAllBytes(file));
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    Uninterrupted.run(() -> put(file, 0, bytes, CREATE, WRITE, TRUNCATE_EXISTING));
  }

  @Override
  public void append(Path file, byte[] bytes) throws IOException {
    long end = Files.exists(file) ? Files.size(file) : 0; // what is there before the first try
    Uninterrupted.run(() -> put(file, end, bytes, CREATE, WRITE));
  }

  private static void put(Path file, long at, byte[] bytes, OpenOption... how) throws IOException {
    try (FileChannel channel = FileChannel.open(file, how)) {
      ByteBuffer source = ByteBuffer.wrap(bytes);
      while (source.hasRemaining()) {
        channel.write(source, at + source.position());
      }
      channel.force(true);
    }
  }

  @Override
  public void allocate(Path file, long bytes) throws IOException {
    Uninterrupted.run(() -> fillWithZeros(file, bytes));
  }

  private static void fillWithZeros(Path file, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
      for (long at = 0; at < bytes; at += zeros.limit()) {
        zeros.clear().limit((int) Math.min(ZEROS_BYTES, bytes - at));
        while (zeros.hasRemaining()) {
          channel.write(zeros, at + zeros.position());
        }
      }
      channel.force(true);
    }
  }

  @Override
  public void truncate(Path file, long bytes) throws IOException {
    Uninterrupted.run(
        () -> {
          try (FileChannel channel = FileChannel.open(file, WRITE)) {
            channel.truncate(bytes);
            channel.force(true);
          }
        });
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    Uninterrupted.run(
        () -> {
          try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
          }
        });
  }

  @Override
  public DiskMap map(Path file, long bytes, boolean writable) throws IOException {
    return Uninterrupted.ask(() -> RealMap.of(file, bytes, writable));
  }
}
