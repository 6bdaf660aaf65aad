package io.ewig.engine.backup;

import io.ewig.engine.erasure.ErasingMark;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.InceptionFile;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.journal.LogImage;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backup of an open database, beside whoever writes to it.
 *
 * <p>The log goes first, up to the head of that moment. Payloads that lie in the store were forced
 * before the events that refer to them, so packs that are read after it have them all.
 */
public final class BackupRun {

  /**
   * What is backed up.
   *
   * @param folder of the database
   */
  public record Source(Disk disk, Path folder, DatabaseFile who, Journal log) {}

  private static final String STORE = "store";
  private static final String LOG = "log/";
  private static final String MANIFEST = LOG + "segments.ewm";

  private final Source source;
  private final Disk disk;
  private final Path to;
  private final @Nullable BackupFolder base;
  private final Map<String, BackupFile> known;
  private final List<BackupFile> files = new ArrayList<>();
  private final LogImage image;
  private final Copies copies;

  private BackupRun(Source source, Path to, @Nullable BackupFolder base, Progress progress) {
    this.source = source;
    this.disk = source.disk;
    this.to = to;
    this.base = base;
    this.known = base == null ? Map.of() : base.byPath();
    this.image = source.log.image();
    this.copies = new Copies(disk, progress, bytesToRead());
  }

  /**
   * Makes a backup in a folder that is empty, or holds what a run that was killed has left of it.
   *
   * @param base a backup of the same database: what is in it is not copied again
   * @param id of the backup
   */
  public static Backup run(
      Source source, Path to, @Nullable Path base, Origin id, Instant now, Progress progress) {
    source.log.requireOpen();
    if (source.disk.exists(to.resolve(Backup.NAME))) {
      throw new UserException(
          ErrorCode.FOLDER_NOT_FREE,
          to + " holds a backup already; choose another folder, with this one as the base");
    }
    requireElsewhere(source.folder, to);
    requireNotErasing(source);
    BackupFolder before = base == null ? null : BackupFolder.open(source.disk, base);
    BackupRun run = new BackupRun(source, to, before, progress);
    run.requireSameHistory();
    return Copies.ask("back up to", to, () -> run.run(id, now));
  }

  /** What lies within a database goes with it. */
  private static void requireElsewhere(Path folder, Path to) {
    if (to.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      throw new UserException(
          ErrorCode.FOLDER_NOT_FREE,
          to
              + " lies within the database itself, and would be lost with it; choose another folder");
    }
  }

  private static void requireNotErasing(Source source) {
    if (source.disk.exists(source.folder.resolve(ErasingMark.NAME))) {
      throw new ConflictException(
          ErrorCode.ERASURE_UNFINISHED,
          "something is being erased from "
              + source.folder
              + "; make the backup when that is done");
    }
  }

  private long bytesToRead() {
    return image.pieces().stream().mapToLong(LogImage.Piece::bytes).sum();
  }

  /** The base must be of what the database was before. */
  private void requireSameHistory() {
    if (base == null) {
      return;
    }
    Backup before = base.backup();
    Head then = before.head();
    if (!before.database().equals(source.who)
        || then.size() > image.head().size()
        || !source.log.headAt(then.size()).chain().equals(then.chain())) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the base is no backup of what "
              + source.folder
              + " was before: it is of database "
              + before.database().id()
              + " at event "
              + then.size()
              + "; choose another base, or none");
    }
  }

  private Backup run(Origin id, Instant now) throws IOException {
    Claim claim = new Claim(disk, to, source.who.toBytes(), Backup.NAME);
    claim.take(copies);
    copyFirst();
    for (LogImage.Piece piece : image.pieces()) {
      add(
          LOG + piece.name(),
          piece.bytes(),
          piece.isSealed(),
          (at, into) -> piece.read((int) at, into));
    }
    byte[] manifest = image.manifest();
    add(MANIFEST, manifest.length, false, bytes(manifest));
    copyPacks();
    requireUnerased();
    removeStrays();
    Head head = image.head();
    Backup backup =
        withBases(
            new Backup(
                id.toString(),
                source.who,
                now,
                head,
                source.log.root(head.size()),
                allBases(),
                files));
    disk.replace(to.resolve(Backup.NAME), BackupFormat.write(backup));
    claim.release();
    return backup;
  }

  private static Copies.Source bytes(byte[] all) {
    return (at, into) -> {
      int length = (int) Math.min(into.length, all.length - at);
      System.arraycopy(all, (int) at, into, 0, length);
      return length;
    };
  }

  /** The keys, and the checkpoint at which the history begins. */
  private void copyFirst() throws IOException {
    for (String name : List.of("keys.ewk", "keys.ewk.copy", InceptionFile.NAME)) {
      Path file = source.folder.resolve(name);
      if (disk.exists(file)) {
        byte[] bytes = disk.read(file);
        add(name, bytes.length, false, bytes(bytes));
      }
    }
  }

  /** A collection may take packs away, but not before what is needed of them lies in new ones. */
  private void copyPacks() throws IOException {
    Set<String> done = new HashSet<>();
    boolean hasLostOne = true;
    while (hasLostOne) {
      hasLostOne = false;
      for (Path pack : disk.files(source.folder.resolve(STORE))) {
        String name = String.valueOf(pack.getFileName());
        if (BackupFile.isKept(STORE + "/" + name) && done.add(name)) {
          hasLostOne |= !copyPack(pack, name);
        }
      }
    }
  }

  private boolean copyPack(Path pack, String name) throws IOException {
    Path index = pack.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".ewx");
    boolean isSealed = disk.exists(index); // before its length is looked at
    try {
      long bytes = disk.size(pack);
      try (var map = bytes == 0 ? null : disk.map(pack, bytes, false)) {
        add(STORE + "/" + name, bytes, isSealed, Copies.source(map, bytes));
      }
      return true;
    } catch (NoSuchFileException collected) {
      return false;
    }
  }

  private void add(String path, long bytes, boolean isSealed, Copies.Source from)
      throws IOException {
    BackupFile before = known.get(path);
    if (before != null && before.bytes() == bytes && isStillThere(before)) {
      boolean isSame = (before.isSealed() && isSealed) || copies.hash(from).equals(before.sha256());
      if (isSame) {
        files.add(new BackupFile(path, bytes, before.sha256(), isSealed, before.home() + 1));
        return;
      }
    }
    files.add(new BackupFile(path, bytes, copy(path, bytes, isSealed, from), isSealed, 0));
  }

  /** Whether the base has what it says, by its length: its content is verified on demand only. */
  private boolean isStillThere(BackupFile before) throws IOException {
    Path file = base == null ? null : base.fileOf(before);
    return file != null && disk.exists(file) && disk.size(file) == before.bytes();
  }

  private Hash copy(String path, long bytes, boolean isSealed, Copies.Source from)
      throws IOException {
    Path target = to.resolve(path);
    copies.makeFolder(Disk.parentOf(target));
    return isSealed && disk.exists(target) && disk.size(target) == bytes
        ? copies.hash(target) // by the run before this one
        : copies.copy(from, target);
  }

  /** Nothing may be in a backup that was erased while it was made. */
  private void requireUnerased() {
    requireNotErasing(source);
    if (!image.isCurrent()) {
      throw new ConflictException(
          ErrorCode.WRITE_CONFLICT,
          "something was erased from "
              + source.folder
              + " while it was backed up; empty "
              + to
              + " and make the backup again");
    }
  }

  /** What a killed run has copied that is not there any more. */
  private void removeStrays() throws IOException {
    Set<Path> ours = new HashSet<>();
    files.stream().filter(file -> file.home() == 0).forEach(f -> ours.add(to.resolve(f.path())));
    copies.keepOnly(ours, List.of(to.resolve(LOG + "sealed"), to.resolve(STORE)));
  }

  /** The base, and the bases of that, as seen from the new backup's folder. */
  private List<Backup.Base> allBases() {
    if (base == null) {
      return List.of();
    }
    List<Backup.Base> all = new ArrayList<>();
    all.add(new Backup.Base(base.backup().id(), pathTo(base.home(0))));
    for (int i = 0; i < base.backup().bases().size(); i++) {
      all.add(new Backup.Base(base.backup().bases().get(i).id(), pathTo(base.home(i + 1))));
    }
    return all;
  }

  private String pathTo(Path home) {
    Path from = to.toAbsolutePath().normalize();
    Path absolute = home.toAbsolutePath().normalize();
    return from.getRoot().equals(absolute.getRoot())
        ? from.relativize(absolute).toString().replace('\\', '/')
        : absolute.toString();
  }

  /** Leaves out bases that have no file of it. */
  private static Backup withBases(Backup all) {
    Map<Integer, Integer> homes = new HashMap<>(Map.of(0, 0));
    List<Backup.Base> used = new ArrayList<>();
    List<BackupFile> files = new ArrayList<>();
    for (BackupFile file : all.files()) {
      int home =
          homes.computeIfAbsent(
              file.home(),
              number -> {
                used.add(all.bases().get(number - 1));
                return used.size();
              });
      files.add(file.in(home));
    }
    return new Backup(all.id(), all.database(), all.taken(), all.head(), all.root(), used, files);
  }
}
