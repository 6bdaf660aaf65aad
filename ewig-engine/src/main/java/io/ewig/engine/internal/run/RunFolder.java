package io.ewig.engine.internal.run;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.run.RunManifestFormat.Entry;
import io.ewig.engine.internal.run.RunManifestFormat.Runs;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The folder of runs.
 *
 * <ul>
 *   <li>which runs there are is said by the manifest, which changes atomically: a crash leaves the
 *       runs from before or those from after, never a mix;
 *   <li>a file is complete, and its name durable, before the manifest names it;
 *   <li>runs that were made under other rules are as good as not there;
 *   <li>what the manifest does not name is deleted when the folder is opened.
 * </ul>
 *
 * <p>One thread at a time.
 */
public final class RunFolder {

  private static final String MANIFEST = "runs.ewm";
  private static final String EXTENSION = ".ewr";

  /** A merge takes longer than opening what it has made. */
  private static final int TRIES_MAX = 20;

  private final Disk disk;
  private final Path folder;
  private final FrameKeys keys;
  private final PageCache cache;
  private final Hash maker;
  private int lastNumber;

  /** Says whether the log had this chain at this seq. */
  @FunctionalInterface
  public interface Belongs {
    boolean test(long endSeq, Hash chain);
  }

  /**
   * @param maker a hash of the rules by which versions follow from the log
   */
  public RunFolder(Disk disk, Path folder, FrameKeys keys, PageCache cache, Hash maker) {
    this.disk = disk;
    this.folder = folder;
    this.keys = keys;
    this.cache = cache;
    this.maker = maker;
  }

  /**
   * The runs that are there, oldest first. A run that does not belong to the log goes, and with it
   * all that are newer.
   *
   * @throws CorruptionException if anything is damaged; the answer is {@link #drop}
   */
  public List<Run> open(Belongs belongs) throws IOException {
    disk.createDirectories(folder);
    Runs runs = readManifest();
    List<Entry> entries = runs.entries();
    int good = good(runs, belongs);
    for (Entry entry : entries) {
      lastNumber = Math.max(lastNumber, entry.number());
    }
    keep(entries, good);
    return openAll(entries.subList(0, good));
  }

  /** Likewise, but leaves everything as it is; somebody else may be merging runs meanwhile. */
  public List<Run> openToRead(Belongs belongs) throws IOException {
    for (int tries = 1; ; tries++) {
      Runs runs = seen();
      try {
        return openAll(runs.entries().subList(0, good(runs, belongs)));
      } catch (CorruptionException | NoSuchFileException gone) {
        if (tries == TRIES_MAX || seen().equals(runs)) {
          throw gone;
        }
      }
    }
  }

  private Runs seen() throws IOException {
    return disk.exists(folder) ? readManifest() : none();
  }

  /** How many of the runs are of use here. */
  private int good(Runs runs, Belongs belongs) {
    List<Entry> entries = runs.maker().equals(maker) ? runs.entries() : List.of();
    int good = 0;
    while (good < entries.size()
        && belongs.test(entries.get(good).endSeq(), entries.get(good).chain())) {
      good++;
    }
    return good;
  }

  private Runs none() {
    return new Runs(maker, List.of());
  }

  private List<Run> openAll(List<Entry> entries) throws IOException {
    List<Run> runs = new ArrayList<>();
    try {
      for (Entry entry : entries) {
        runs.add(open(entry));
      }
      return runs;
    } catch (IOException | RuntimeException | Error e) {
      runs.forEach(Run::close);
      throw e;
    }
  }

  /** Gives up the run in which damage was found, and all that are newer. */
  public void drop(CorruptionException damage) throws IOException {
    List<Entry> entries;
    try {
      Runs runs = readManifest();
      entries = runs.maker().equals(maker) ? runs.entries() : List.of();
    } catch (CorruptionException unreadable) {
      entries = List.of(); // then nothing is known of any run
    }
    int good = 0;
    while (good < entries.size()
        && !file(entries.get(good).number()).toString().equals(damage.file())) {
      good++;
    }
    disk.createDirectories(folder);
    boolean isFound = good < entries.size();
    write(entries.subList(0, isFound ? good : 0));
    keep(entries, isFound ? good : 0);
  }

  /** Gives up all runs. */
  public void clear() throws IOException {
    disk.createDirectories(folder);
    write(List.of());
    keep(List.of(), 0);
  }

  private Runs readManifest() throws IOException {
    Path manifest = folder.resolve(MANIFEST);
    return disk.exists(manifest)
        ? RunManifestFormat.read(disk.read(manifest), manifest.toString())
        : none();
  }

  /** Makes the first few entries all there is. */
  private void keep(List<Entry> entries, int count) throws IOException {
    if (count < entries.size()) {
      write(entries.subList(0, count));
    }
    List<Path> wanted =
        new ArrayList<>(entries.subList(0, count).stream().map(e -> file(e.number())).toList());
    wanted.add(folder.resolve(MANIFEST));
    for (Path file : disk.files(folder)) {
      String name = String.valueOf(file.getFileName());
      boolean isOurs = name.endsWith(EXTENSION) || name.startsWith(MANIFEST);
      if (isOurs && !wanted.contains(file)) {
        disk.delete(file);
      }
    }
  }

  private void write(List<Entry> entries) throws IOException {
    disk.replace(folder.resolve(MANIFEST), RunManifestFormat.write(maker, entries));
  }

  private Run open(Entry entry) throws IOException {
    Path file = file(entry.number());
    if (!disk.exists(file)) {
      throw new CorruptionException(
          ErrorCode.MISSING_FILE, file.toString(), -1, "the manifest names it, and it is gone");
    }
    Run run = map(entry.number(), entry.bytes());
    if (!Entry.of(run).equals(entry)) {
      run.close();
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file.toString(),
          0,
          "the manifest says " + entry + ", the file " + Entry.of(run));
    }
    return run;
  }

  private Run map(int number, long bytes) throws IOException {
    Path file = file(number);
    if (disk.size(file) != bytes) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file.toString(),
          -1,
          "it has " + disk.size(file) + " bytes and not " + bytes);
    }
    DiskMap map = disk.map(file, bytes, false);
    try {
      return Run.open(map, number, keys, cache, file.toString());
    } catch (RuntimeException | Error e) {
      map.close();
      throw e;
    }
  }

  /** Starts a run in a new file. */
  public Draft start(RunWriter.Extent extent) throws IOException {
    int number = ++lastNumber;
    return new Draft(number, new RunWriter(disk, file(number), keys, extent));
  }

  /** A run that is being written. */
  public record Draft(int number, RunWriter writer) {}

  /** Completes a run and opens it; the manifest does not name it yet. */
  public Run finish(Draft draft) throws IOException {
    RunWriter.Written written = draft.writer.finish();
    disk.forceDirectory(folder);
    return map(draft.number, written.bytes());
  }

  /** Deletes what there is of a run that will not be finished, if that is possible. */
  public void discard(Draft draft) {
    try {
      disk.delete(file(draft.number));
    } catch (IOException ignored) {
      // no manifest names it, so opening the folder deletes it
    }
  }

  /** Makes these, oldest first, the runs there are. */
  public void name(List<Run> runs) throws IOException {
    write(runs.stream().map(Entry::of).toList());
  }

  /** Closes runs that are not named any more, and deletes their files. */
  public void retire(List<Run> runs) throws IOException {
    runs.forEach(Run::close);
    for (Run run : runs) {
      disk.delete(file(run.number()));
    }
  }

  private Path file(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%08d", number) + EXTENSION);
  }
}
