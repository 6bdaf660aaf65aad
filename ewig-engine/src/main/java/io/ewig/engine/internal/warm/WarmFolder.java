package io.ewig.engine.internal.warm;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.warm.WarmManifestFormat.Entry;
import io.ewig.engine.log.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of warm files.
 *
 * <ul>
 *   <li>which there are is said by the manifest, which changes atomically;
 *   <li>a file is complete, and its name durable, before the manifest names it;
 *   <li>what the manifest does not name is deleted when the folder is opened to be written to;
 *   <li>a file is opened when it is first read, and must belong to the log; if it does not, or is
 *       damaged, it goes.
 * </ul>
 *
 * <p>Any thread.
 */
public final class WarmFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WarmFolder.class);

  private static final String MANIFEST = "warm.ewm";
  private static final String EXTENSION = ".eww";

  private final Disk disk;
  private final Path folder;
  private final FrameKeys keys;
  private final EventLog log;
  private final Map<Integer, WarmFile> opened = new HashMap<>(); // guarded by this
  private volatile List<Entry> entries = List.of();
  private int lastNumber; // guarded by this
  private boolean isClosed; // guarded by this

  private WarmFolder(Disk disk, Path folder, FrameKeys keys, EventLog log) {
    this.disk = disk;
    this.folder = folder;
    this.keys = keys;
    this.log = log;
  }

  /** Opens the folder, which need not be there; leaves it as it is if the log is read-only. */
  public static WarmFolder open(Disk disk, Path folder, FrameKeys keys, EventLog log) {
    WarmFolder opened = new WarmFolder(disk, folder, keys, log);
    try {
      opened.load();
      return opened;
    } catch (IOException e) {
      throw DiskFailure.of("open", folder, e);
    }
  }

  /** Gives up all files of a folder that nobody has open. */
  public static void delete(Disk disk, Path folder) {
    try {
      if (disk.exists(folder.resolve(MANIFEST))) {
        disk.replace(folder.resolve(MANIFEST), WarmManifestFormat.write(List.of()));
      }
      for (Path file : disk.files(folder)) {
        if (String.valueOf(file.getFileName()).endsWith(EXTENSION)) {
          disk.delete(file);
        }
      }
      disk.forceDirectory(folder);
    } catch (IOException e) {
      throw DiskFailure.of("delete warm files in", folder, e);
    }
  }

  private synchronized void load() throws IOException {
    long size = log.head().size();
    List<Entry> all = read();
    entries = all.stream().filter(entry -> entry.endSeq() <= size).toList();
    all.forEach(entry -> lastNumber = Math.max(lastNumber, entry.number()));
    if (log.isReadOnly()) {
      return;
    }
    if (entries.size() < all.size()) {
      write(entries);
    }
    sweep();
  }

  /** Deletes what the manifest does not name. */
  private void sweep() throws IOException {
    for (Path file : disk.files(folder)) {
      String name = String.valueOf(file.getFileName());
      boolean isOurs = name.endsWith(EXTENSION) || name.equals(MANIFEST + ".new");
      if (isOurs && entries.stream().noneMatch(entry -> file(entry.number()).equals(file))) {
        disk.delete(file);
      }
    }
  }

  private List<Entry> read() throws IOException {
    Path manifest = folder.resolve(MANIFEST);
    if (!disk.exists(manifest)) {
      return List.of();
    }
    try {
      return WarmManifestFormat.read(disk.read(manifest), manifest.toString());
    } catch (CorruptionException damage) {
      LOG.warn("all warm files are made anew: {}", damage.getMessage());
      return List.of();
    }
  }

  private void write(List<Entry> all) throws IOException {
    disk.replace(folder.resolve(MANIFEST), WarmManifestFormat.write(all));
  }

  /** Those that are there, by rising seqs. */
  List<Entry> entries() {
    return entries;
  }

  public FrameKeys keys() {
    return keys;
  }

  EventLog log() {
    return log;
  }

  static CorruptionException corrupt(String file, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, -1, what);
  }

  Disk disk() {
    return disk;
  }

  Path file(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%08d", number) + EXTENSION);
  }

  /** The number of a file that is to be made. */
  synchronized int nextNumber() throws IOException {
    disk.createDirectories(folder);
    return ++lastNumber;
  }

  /** Names a file that is complete. */
  synchronized void add(Entry entry) throws IOException {
    disk.forceDirectory(folder);
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry);
    more.sort(Comparator.comparingLong(Entry::fromSeq));
    write(more);
    entries = List.copyOf(more);
  }

  /**
   * A file, entered; or null if there is none any more. A damaged one, or one of another log, is
   * given up.
   */
  @Nullable WarmFile enter(Entry entry) {
    WarmFile file = null;
    try {
      file = opened(entry);
    } catch (CorruptionException damage) {
      giveUp(entry, damage);
    } catch (IOException e) {
      LOG.warn("a warm file is passed over: {}", e.getMessage());
    }
    return file != null && file.enter() ? file : null;
  }

  private synchronized @Nullable WarmFile opened(Entry entry) throws IOException {
    if (isClosed || !entries.contains(entry)) {
      return null;
    }
    WarmFile known = opened.get(entry.number());
    if (known == null) {
      known = map(entry);
      opened.put(entry.number(), known);
    }
    return known;
  }

  private WarmFile map(Entry entry) throws IOException {
    Path path = file(entry.number());
    String name = path.toString();
    if (!disk.exists(path) || disk.size(path) != entry.bytes()) {
      throw corrupt(name, "it is not there with " + entry.bytes() + " bytes");
    }
    DiskMap map = disk.map(path, entry.bytes(), false);
    try {
      WarmFile file = WarmFile.open(map, keys, name);
      requireFit(file, entry, name);
      return file;
    } catch (RuntimeException | Error e) {
      map.close();
      throw e;
    }
  }

  private void requireFit(WarmFile file, Entry entry, String name) {
    Contents contents = file.contents();
    if (contents.fromSeq() != entry.fromSeq()
        || contents.endSeq() != entry.endSeq()
        || !log.get(entry.endSeq() - 1).hash().equals(contents.lastHash())) {
      throw corrupt(name, "it is not of these events, or of another log");
    }
  }

  /** Notes that a file is damaged: it is not read any more, and goes if that is possible. */
  synchronized void giveUp(Entry entry, CorruptionException damage) {
    LOG.warn("a warm file is made anew: {}", damage.getMessage());
    try {
      drop(entry::equals);
    } catch (IOException noDisk) { // it is out of sight; the next opening meets it again
      LOG.warn("the damaged file stays for now: {}", noDisk.getMessage());
    }
  }

  /**
   * Gives up all files that hold one of some events, for good; none may be in the making, and what
   * earlier failures left goes as well.
   */
  synchronized void forget(Collection<Long> seqs) {
    try {
      drop(entry -> seqs.stream().anyMatch(seq -> seq >= entry.fromSeq() && seq < entry.endSeq()));
      sweep();
      if (disk.exists(folder)) {
        disk.forceDirectory(folder);
      }
    } catch (IOException e) {
      throw DiskFailure.of("delete warm files in", folder, e);
    }
  }

  private void drop(Predicate<Entry> which) throws IOException {
    List<Entry> gone = entries.stream().filter(which).toList();
    entries = entries.stream().filter(which.negate()).toList();
    for (Entry entry : gone) {
      WarmFile file = opened.remove(entry.number());
      if (file != null) {
        file.leave();
      }
    }
    if (log.isReadOnly() || !disk.exists(folder)) {
      return;
    }
    write(entries);
    for (Entry entry : gone) {
      disk.delete(file(entry.number()));
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    opened.values().forEach(WarmFile::leave);
    opened.clear();
  }
}
