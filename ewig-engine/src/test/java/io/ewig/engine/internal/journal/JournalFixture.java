package io.ewig.engine.internal.journal;

import io.ewig.engine.event.Origin;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.chronicle.ChronicleFiles;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.plain.PlainFiles;
import io.ewig.engine.internal.segment.SegmentFiles;
import io.ewig.engine.log.Durability;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Opens journals for tests. */
public final class JournalFixture {

  public static final Origin STORE = new Origin(1, 2);

  /** Both kinds of files. */
  public enum Kind {
    CHRONICLE,
    PLAIN;

    public SegmentFiles files(Disk disk) {
      return this == CHRONICLE ? new ChronicleFiles() : new PlainFiles(disk);
    }
  }

  private static final ScheduledExecutorService BACKGROUND =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "test-background");
            thread.setDaemon(true);
            return thread;
          });

  private JournalFixture() {}

  public static Journal open(Path folder, Kind kind) {
    return Journal.open(options(folder, kind, new RealDisk(), FrameKeys.NONE, false));
  }

  public static Journal openReadOnly(Path folder) {
    return Journal.open(options(folder, Kind.PLAIN, new RealDisk(), FrameKeys.NONE, true));
  }

  public static JournalOptions options(
      Path folder, Kind kind, Disk disk, FrameKeys keys, boolean readOnly) {
    return new JournalOptions(
        folder,
        STORE,
        disk,
        kind.files(disk),
        keys,
        Durability.DURABLE,
        4 << 20,
        readOnly,
        "a test",
        new Random(1),
        BACKGROUND);
  }
}
