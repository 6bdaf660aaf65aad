package io.ewig.engine.internal.disk;

import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A real folder with a shadow: what would still be there if the power went now.
 *
 * <ul>
 *   <li>Bytes enter the shadow when they are forced, in pages of 4 KiB; names enter it when their
 *       directory is forced, and leave it likewise.
 *   <li>An {@link #image} is the shadow plus any part of the rest: a page that differs is old, new,
 *       or a mix of its 512-byte sectors; a name that changed is the old one or the new one.
 *   <li>Files are known by inode, and their real content is looked at only when an image is made.
 *       So it does not matter who wrote it: Chronicle goes past this class.
 *   <li>The {@link Moment} is told of each operation when the folder has it and the shadow does
 *       not: an image made then is one from inside of a force.
 * </ul>
 *
 * <p>One thread at a time.
 */
public final class PowerLossDisk implements Disk {

  private static final int PAGE_BYTES = 4096;
  private static final int SECTOR_BYTES = 512;

  /** What becomes of that which was not forced. */
  public enum Mode {
    /** All of it is gone. */
    LOST,
    /** Each sector and each name is there or not. */
    TORN,
    /** Each page is gone, there, or torn; each name is there or not. */
    MIXED
  }

  /** What is known to be forced. */
  public enum Forcing {
    /** What is forced stays. */
    HONEST,
    /** A planted bug: forcing a mapping does nothing. */
    MAPS_FORGOTTEN,
    /** A planted bug: adding to a file does not force it. */
    APPENDS_FORGOTTEN,
    /** A planted bug: forcing a directory does nothing. */
    NAMES_FORGOTTEN
  }

  /** Told of each operation just before it becomes durable. */
  @FunctionalInterface
  public interface Moment {
    void during(String operation) throws IOException;
  }

  private final Path root;
  private final Disk real = new RealDisk();
  private final Forcing forcing;
  private final Map<Object, byte[]> forced = new HashMap<>(); // by inode
  private final Map<Path, Object> names = new TreeMap<>(); // forced ones, to their inodes
  private Moment moment = operation -> {};

  /** Takes all that lies in a folder for durable. */
  public PowerLossDisk(Path root, Forcing forcing) throws IOException {
    this.root = root;
    this.forcing = forcing;
    Files.createDirectories(root);
    for (Map.Entry<Path, Object> file : live().entrySet()) {
      names.put(file.getKey(), file.getValue());
      if (Files.isRegularFile(file.getKey())) {
        forced.put(file.getValue(), Files.readAllBytes(file.getKey()));
      }
    }
  }

  public void onMoment(Moment listener) {
    moment = listener;
  }

  /** All that is in the folder now, to its inodes. */
  private Map<Path, Object> live() throws IOException {
    Map<Path, Object> live = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> !path.equals(root)).toList()) {
        live.put(file, inode(file));
      }
    }
    return live;
  }

  private static Object inode(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Writes what a power loss at this moment may leave into a new folder. */
  public void image(Randoms random, Mode mode, Path into) throws IOException {
    Map<Path, Object> live = live();
    Map<Object, Path> liveByInode = new HashMap<>();
    live.forEach((path, inode) -> liveByInode.put(inode, path));
    Files.createDirectories(into);
    for (Map.Entry<Path, Object> file : choose(random, mode, live).entrySet()) {
      Path target = into.resolve(root.relativize(file.getKey()));
      Path now = liveByInode.get(file.getValue());
      if (!Files.isDirectory(target.getParent())) {
        continue; // its directory is gone with the power
      }
      if (now != null ? Files.isDirectory(now) : !forced.containsKey(file.getValue())) {
        Files.createDirectory(target);
      } else {
        Files.write(target, content(random, mode, file.getValue(), now));
      }
    }
  }

  /** Which names there are: of each that changed, the old state or the new one. */
  private Map<Path, Object> choose(Randoms random, Mode mode, Map<Path, Object> live) {
    Map<Object, Path> from = new HashMap<>();
    Map<Object, Path> to = new HashMap<>();
    names.forEach((path, inode) -> from.put(inode, path));
    live.forEach((path, inode) -> to.put(inode, path));
    Map<Path, Object> chosen = new TreeMap<>();
    Set<Object> keptOld = new HashSet<>();
    for (Map.Entry<Path, Object> file : live.entrySet()) {
      boolean isForced = file.getKey().equals(from.get(file.getValue()));
      if (isForced || (mode != Mode.LOST && random.oneIn(2))) {
        chosen.put(file.getKey(), file.getValue());
      } else {
        keptOld.add(file.getValue());
      }
    }
    for (Map.Entry<Path, Object> file : names.entrySet()) {
      boolean isGone = !to.containsKey(file.getValue()) && !live.containsKey(file.getKey());
      boolean isReplaced = !to.containsKey(file.getValue()) && live.containsKey(file.getKey());
      if (keptOld.contains(file.getValue())
          || isReplaced
          || (isGone && (mode == Mode.LOST || random.oneIn(2)))) {
        chosen.putIfAbsent(file.getKey(), file.getValue());
      }
    }
    return chosen;
  }

  private byte[] content(Randoms random, Mode mode, Object inode, Path now) throws IOException {
    byte[] old = forced.getOrDefault(inode, new byte[0]);
    if (now == null) {
      return old;
    }
    byte[] fresh = Files.readAllBytes(now);
    if (Arrays.equals(old, fresh)) {
      return old;
    }
    boolean isOldSize = mode == Mode.LOST || random.oneIn(2);
    int size = isOldSize ? old.length : fresh.length;
    byte[] image = Arrays.copyOf(old, size);
    byte[] wanted = Arrays.copyOf(fresh, size);
    for (int page = 0; page < size && mode != Mode.LOST; page += PAGE_BYTES) {
      int end = Math.min(page + PAGE_BYTES, size);
      if (!Arrays.equals(image, page, end, wanted, page, end)) {
        tear(random, mode, image, wanted, page, end);
      }
    }
    return image;
  }

  private static void tear(
      Randoms random, Mode mode, byte[] image, byte[] wanted, int from, int end) {
    int fate = mode == Mode.TORN ? 2 : random.below(3);
    for (int at = from; at < end; at += SECTOR_BYTES) {
      if (fate == 1 || (fate == 2 && random.oneIn(2))) {
        System.arraycopy(wanted, at, image, at, Math.min(SECTOR_BYTES, end - at));
      }
    }
  }

  /** A file of which only the shadow knows gets a key of its own, for inodes are used again. */
  private void forget(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Object inode = inode(file);
    Object grave = new Object();
    byte[] bytes = forced.remove(inode);
    if (Files.isRegularFile(file)) {
      forced.put(grave, bytes == null ? new byte[0] : bytes);
    }
    names.replaceAll((path, known) -> known.equals(inode) ? grave : known);
  }

  private void force(String operation, Path file) throws IOException {
    moment.during(operation + " " + root.relativize(file));
    if (forcing == Forcing.APPENDS_FORGOTTEN && operation.equals("append")) {
      return;
    }
    forced.put(inode(file), Files.readAllBytes(file));
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    real.createDirectories(directory);
  }

  @Override
  public boolean exists(Path file) {
    return real.exists(file);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return real.list(directory);
  }

  @Override
  public long size(Path file) throws IOException {
    return real.size(file);
  }

  @Override
  public long usedBytes(Path file) throws IOException {
    return real.usedBytes(file);
  }

  @Override
  public long freeBytes(Path file) throws IOException {
    return real.freeBytes(file);
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return real.read(file);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    real.write(file, bytes);
    force("write", file);
  }

  @Override
  public void append(Path file, byte[] bytes) throws IOException {
    real.append(file, bytes);
    force("append", file);
  }

  @Override
  public void allocate(Path file, long bytes) throws IOException {
    real.allocate(file, bytes);
    force("allocate", file);
  }

  @Override
  public void truncate(Path file, long bytes) throws IOException {
    real.truncate(file, bytes);
    force("truncate", file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    forget(to);
    real.rename(from, to);
    moment.during("rename " + root.relativize(from));
  }

  @Override
  public void delete(Path file) throws IOException {
    forget(file);
    real.delete(file);
    moment.during("delete " + root.relativize(file));
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    if (!directory.startsWith(root)) {
      return; // the folder itself is there from the start
    }
    moment.during("forceDirectory " + root.relativize(directory));
    if (forcing == Forcing.NAMES_FORGOTTEN) {
      return;
    }
    names.keySet().removeIf(path -> directory.equals(path.getParent()));
    for (Path file : real.list(directory)) {
      names.values().remove(inode(file)); // it may have come from another directory
      names.put(file, inode(file));
    }
  }

  @Override
  public DiskMap map(Path file, long bytes, boolean writable) throws IOException {
    return new ShadowedMap(file, inode(file), real.map(file, bytes, writable));
  }

  private final class ShadowedMap implements DiskMap {

    private final Path file;
    private final Object inode;
    private final DiskMap map;

    ShadowedMap(Path file, Object inode, DiskMap map) {
      this.file = file;
      this.inode = inode;
      this.map = map;
    }

    @Override
    public ByteBuffer bytes() {
      return map.bytes();
    }

    @Override
    public void force(long from, long length) throws IOException {
      moment.during("force " + root.relativize(file));
      if (forcing == Forcing.MAPS_FORGOTTEN) {
        return;
      }
      int first = (int) from / PAGE_BYTES * PAGE_BYTES;
      int last = ((int) (from + length) + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
      int end = Math.min(last, map.bytes().limit());
      byte[] known = forced.getOrDefault(inode, new byte[0]);
      byte[] shadow = known.length < end ? Arrays.copyOf(known, end) : known;
      map.bytes().get(first, shadow, first, end - first);
      forced.put(inode, shadow);
    }

    @Override
    public void close() {
      map.close();
    }
  }
}
