package io.ewig.engine.internal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A disk whose n-th operation fails, once or for ever.
 *
 * <p>What fails does half of its work first where that can be: a write or an allocation leaves the
 * first half of its bytes, as a real disk may. A force that fails has forced nothing.
 */
public final class FaultyDisk implements Disk {

  public static final String IO_ERROR = "Input/output error";
  public static final String NO_SPACE = "No space left on device";

  /** How long the trouble lasts. */
  public enum Lasting {
    ONCE,
    FOR_EVER
  }

  private final Disk disk = new RealDisk();
  private final long failing;
  private final Lasting lasting;
  private final String text;
  private final AtomicLong operations = new AtomicLong();
  private volatile String failed = "";
  private volatile @Nullable Path full;

  /**
   * @param failing the number of the operation that fails, from 1; 0 for none
   * @param text what the error says
   */
  public FaultyDisk(long failing, Lasting lasting, String text) {
    this.failing = failing;
    this.lasting = lasting;
    this.text = text;
  }

  /** How many operations there were so far. */
  public long operations() {
    return operations.get();
  }

  /** The operation that failed first, or an empty text. */
  public String failed() {
    return failed;
  }

  /** Has no room in a folder from now on; null: has room again. */
  public void fill(@Nullable Path folder) {
    full = folder;
  }

  private boolean isFailing(String operation, Path file) {
    long number = operations.incrementAndGet();
    boolean fails =
        failing > 0 && (number == failing || (number > failing && lasting == Lasting.FOR_EVER));
    fails |=
        full != null
            && Set.of("write", "append", "allocate").contains(operation)
            && file.startsWith(full);
    if (fails && failed.isEmpty()) {
      failed = operation + " " + file;
    }
    return fails;
  }

  private void step(String operation, Path file) throws IOException {
    if (isFailing(operation, file)) {
      throw new IOException(text);
    }
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    step("createDirectories", directory);
    disk.createDirectories(directory);
  }

  @Override
  public boolean exists(Path file) {
    return disk.exists(file);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    step("list", directory);
    return disk.list(directory);
  }

  @Override
  public long size(Path file) throws IOException {
    step("size", file);
    return disk.size(file);
  }

  @Override
  public long usedBytes(Path file) throws IOException {
    step("usedBytes", file);
    return disk.usedBytes(file);
  }

  @Override
  public long freeBytes(Path file) throws IOException {
    return disk.freeBytes(file);
  }

  @Override
  public byte[] read(Path file) throws IOException {
    step("read", file);
    return disk.read(file);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    if (isFailing("write", file)) {
      disk.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      throw new IOException(text);
    }
    disk.write(file, bytes);
  }

  @Override
  public void append(Path file, byte[] bytes) throws IOException {
    if (isFailing("append", file)) {
      disk.append(file, Arrays.copyOf(bytes, bytes.length / 2));
      throw new IOException(text);
    }
    disk.append(file, bytes);
  }

  @Override
  public void allocate(Path file, long bytes) throws IOException {
    if (isFailing("allocate", file)) {
      disk.allocate(file, bytes / 2);
      throw new IOException(text);
    }
    disk.allocate(file, bytes);
  }

  @Override
  public void truncate(Path file, long bytes) throws IOException {
    step("truncate", file);
    disk.truncate(file, bytes);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step("rename", from);
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    step("delete", file);
    disk.delete(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    step("forceDirectory", directory);
    disk.forceDirectory(directory);
  }

  @Override
  public DiskMap map(Path file, long bytes, boolean writable) throws IOException {
    step("map", file);
    return new FaultyMap(file, disk.map(file, bytes, writable));
  }

  private final class FaultyMap implements DiskMap {

    private final Path file;
    private final DiskMap map;

    FaultyMap(Path file, DiskMap map) {
      this.file = file;
      this.map = map;
    }

    @Override
    public ByteBuffer bytes() {
      return map.bytes();
    }

    @Override
    public void force(long from, long length) throws IOException {
      step("force", file);
      map.force(from, length);
    }

    @Override
    public void close() {
      map.close();
    }
  }
}
