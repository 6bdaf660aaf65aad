package io.ewig.engine.internal.journal.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.segment.ManifestFormat;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.format.segment.ManifestFormat.Kind;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The manifest as the journal uses it: which segments are sealed, and whether the last close was
 * clean.
 */
public final class Manifest {

  private final Disk disk;
  private final Path file;
  private final List<Entry> sealed = new CopyOnWriteArrayList<>();
  private @Nullable Entry clean;
  private long whole = ManifestFormat.HEADER_BYTES; // up to the end of the last whole record

  private Manifest(Disk disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  public static Manifest create(Disk disk, Path file, Origin store) {
    Failures.run("create", file, () -> disk.replace(file, ManifestFormat.header(store)));
    return new Manifest(disk, file);
  }

  /**
   * @param repair whether a torn last record may be cut off, so that the next one can follow
   */
  public static Manifest open(Disk disk, Path file, Origin store, boolean repair) {
    Manifest manifest = new Manifest(disk, file);
    byte[] bytes = Failures.ask("read", file, () -> disk.read(file));
    ManifestFormat.Content content = ManifestFormat.read(bytes, file.toString());
    if (!content.store().equals(store)) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file.toString(),
          0,
          "it belongs to the database " + content.store() + ", not to " + store);
    }
    content.entries().forEach(manifest::take);
    manifest.whole += (long) content.entries().size() * ManifestFormat.RECORD_BYTES;
    if (repair && manifest.whole < bytes.length) {
      Failures.run("repair", file, () -> disk.truncate(file, manifest.whole));
    }
    return manifest;
  }

  private void take(Entry entry) {
    clean = null;
    if (entry.kind() == Kind.CLEAN) {
      clean = entry;
    } else if (entry.kind() == Kind.SEALED) {
      Entry last = sealed.isEmpty() ? null : sealed.get(sealed.size() - 1);
      long expected = last == null ? 0 : last.endSeq();
      if (entry.baseSeq() != expected || (last != null && entry.number() <= last.number())) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_FILE,
            file.toString(),
            -1,
            "segment " + entry.number() + " starts at " + entry.baseSeq() + ", not " + expected);
      }
      sealed.add(entry);
    } else if (entry.kind() == Kind.REWRITTEN) {
      replace(entry);
    }
  }

  /** It holds the same history, or it is not what it says. */
  private void replace(Entry entry) {
    for (int i = 0; i < sealed.size(); i++) {
      Entry old = sealed.get(i);
      if (old.number() == entry.number()
          && old.baseSeq() == entry.baseSeq()
          && old.endSeq() == entry.endSeq()
          && old.chain().equals(entry.chain())
          && old.root().equals(entry.root())) {
        sealed.set(i, entry.as(Kind.SEALED));
        return;
      }
    }
    throw new CorruptionException(
        ErrorCode.CORRUPT_FILE,
        file.toString(),
        -1,
        "segment " + entry.number() + " was rewritten, but is none that was sealed");
  }

  /** Writes an entry down for good. */
  public void add(Entry entry) {
    Failures.run("write", file, () -> append(ManifestFormat.record(entry)));
    take(entry);
    whole += ManifestFormat.RECORD_BYTES;
  }

  /** What is left of a record that could not be written whole must not stand before the next. */
  private void append(byte[] entry) throws IOException {
    if (disk.size(file) > whole) {
      disk.truncate(file, whole);
    }
    try {
      disk.append(file, entry);
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
  }

  private void takeBack(IOException because) {
    try {
      disk.truncate(file, whole);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** The sealed segments, oldest first. */
  public List<Entry> sealed() {
    return sealed;
  }

  /** Where the last segment ends, if the last writer closed the log and none opened it since. */
  public @Nullable Entry clean() {
    return clean;
  }
}
