package io.ewig.engine;

import io.ewig.engine.erasure.ErasingMark;
import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.checkpoint.CheckpointFile;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.run.RunFolder;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.warm.WarmFolder;
import io.ewig.engine.log.Progress;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.StateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from the log and is kept to save time: opened, made anew, compared with the log. */
final class Derived {

  private static final Logger LOG = LoggerFactory.getLogger(Ewig.class);

  private Derived() {}

  /** The index of versions, or what of it is of use: what is missing comes from the log again. */
  static Versions versions(VersionsOptions options, Journal journal) {
    RunFolder.Belongs belongs =
        (size, chain) ->
            size <= journal.head().size() && journal.headAt(size).chain().equals(chain);
    if (journal.isReadOnly()) {
      try {
        return Versions.openToRead(options, belongs);
      } catch (CorruptionException damage) {
        LOG.warn("the version index is left aside: {}", damage.getMessage());
        return Versions.inMemory(options);
      }
    }
    try {
      return Versions.open(options, belongs);
    } catch (CorruptionException damage) {
      LOG.warn("a part of the version index is made anew: {}", damage.getMessage());
      Versions.drop(options, damage);
      return Versions.open(options, belongs);
    }
  }

  static Supplier<Versions> index(VersionsOptions options, Journal journal) {
    return () -> versions(options, journal);
  }

  /**
   * What is put over the index. What proves to be damaged when it is read for that is given up,
   * too, and comes from the log again.
   */
  static <T> T over(
      Supplier<Versions> index,
      VersionsOptions options,
      Journal journal,
      Function<Versions, T> put) {
    Versions versions = index.get();
    while (true) {
      try {
        return put.apply(versions);
      } catch (CorruptionException damage) {
        versions.close();
        if (!Path.of(damage.file()).startsWith(options.folder())) {
          throw damage;
        }
        LOG.warn("a part of the version index is not used: {}", damage.getMessage());
        versions = without(damage, index, options, journal);
      }
    }
  }

  private static Versions without(
      CorruptionException damage,
      Supplier<Versions> index,
      VersionsOptions options,
      Journal journal) {
    if (journal.isReadOnly()) {
      return Versions.inMemory(options);
    }
    Versions.drop(options, damage);
    return index.get();
  }

  /** Gives up what there is, which nobody may have open, for an index with nothing in it. */
  static Supplier<Versions> emptyIndex(VersionsOptions options, Supplier<Versions> index) {
    return () -> {
      Versions.clear(options);
      return index.get();
    };
  }

  /** Takes up an erasure that did not come to its end; whether there was one. */
  static boolean erase(Journal journal, Path folder, ErasingMark erasing) {
    if (erasing.unfinished().isEmpty()) {
      return false;
    }
    if (journal.isReadOnly()) {
      throw new ConflictException(
          ErrorCode.ERASURE_UNFINISHED,
          "something is to be erased from "
              + folder
              + " that is still there; open it to write, which does that, and then to read");
    }
    journal.erase(Erasures.named(journal, erasing.unfinished().getAsLong()));
    return true;
  }

  /**
   * Brings such an erasure to its end, after all else is opened. A damaged store is no reason not
   * to open: it is tried again at the next opening, after a repair say.
   */
  static void finishErasure(Database database, ErasingMark erasing) {
    try {
      Erasures.finishOpening(database, erasing);
    } catch (CorruptionException damage) {
      LOG.warn("something may be left in the store that is to be erased: {}", damage.getMessage());
    }
  }

  /** Deletes what will be made anew. */
  static void delete(
      Journal journal, Home home, CheckpointFile checkpoints, VersionsOptions options) {
    if (journal.isReadOnly()) {
      throw new UserException(
          ErrorCode.READ_ONLY,
          home.folder()
              + " is open for reading only, so nothing can be made anew; "
              + journal
                  .damage()
                  .map(damage -> "repair this first: " + damage.getMessage())
                  .orElse("open it to write"));
    }
    checkpoints.delete();
    Versions.clear(options);
    WarmFolder.delete(home.disk(), home.warm());
  }

  /** Reads the log again from its start, beside what was made of it, and compares. */
  static StateReport verify(Database database, FrameKeys keys, Progress progress) {
    Disk disk = new RealDisk();
    Path folder = null;
    try {
      folder = Files.createTempDirectory("ewig-verify");
      VersionsOptions options = VersionsOptions.of(folder, disk, keys);
      try (Versions scratch = Versions.open(options, (size, chain) -> false)) {
        State replayed =
            new State(
                database.log(),
                database.state().store(),
                database.state().reducers(),
                scratch,
                database.state().part(),
                database.state().inception());
        return database.verifyState(replayed, progress);
      }
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "no room to verify in: " + e.getMessage(), e);
    } finally {
      if (folder != null) {
        delete(disk, folder);
      }
    }
  }

  private static void delete(Disk disk, Path folder) {
    try {
      for (Path file : disk.list(folder)) {
        disk.delete(file);
      }
      disk.delete(folder);
    } catch (IOException e) { // a leftover of a verification that is over
      LOG.warn("{} can be deleted: {}", folder, e.getMessage());
    }
  }
}
