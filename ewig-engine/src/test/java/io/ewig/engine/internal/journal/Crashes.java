package io.ewig.engine.internal.journal;

import io.ewig.engine.Tier;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.log.Durability;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** What the crash tests share: small segments, a fast place for folders, the tier, fresh seeds. */
public final class Crashes {

  private static final InlineScheduler INLINE = new InlineScheduler();
  private static final Path MEMORY = Path.of("/dev/shm");

  private Crashes() {}

  /** Made when first asked for. */
  private static final class Background {
    static final ScheduledExecutorService ONE =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "test-background");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Segments of 1 MiB, all work in the calling thread. */
  static JournalOptions options(Path folder, Kind kind, Disk disk) {
    return options(folder, kind, disk, Durability.DURABLE, false, INLINE);
  }

  /** Segments of 1 MiB, as applications have them: with a thread in the background. */
  static JournalOptions busyOptions(Path folder, Kind kind, Durability durability) {
    return options(folder, kind, new RealDisk(), durability, false, Background.ONE);
  }

  private static JournalOptions options(
      Path folder,
      Kind kind,
      Disk disk,
      Durability durability,
      boolean readOnly,
      ScheduledExecutorService background) {
    return new JournalOptions(
        folder,
        JournalFixture.STORE,
        disk,
        kind.files(disk),
        FrameKeys.NONE,
        durability,
        JournalOptions.SEGMENT_BYTES_MIN,
        readOnly,
        "process " + ProcessHandle.current().pid() + ", a test",
        new Random(1),
        background);
  }

  static Journal open(Path folder, Kind kind) {
    return Journal.open(options(folder, kind, new RealDisk()));
  }

  static Journal openReadOnly(Path folder) {
    return Journal.open(
        options(folder, Kind.PLAIN, new RealDisk(), Durability.DURABLE, true, INLINE));
  }

  /** How many rounds to go: few in every build, many with {@code -Dewig.tier=long}. */
  public static int rounds(int fast, int slow) {
    return Tier.count(fast, slow);
  }

  /**
   * The first seed of a run: {@code -Dewig.seed=...} to repeat one; always the same in the fast
   * tier, so that a build that passed passes again; a new one in the long tier.
   */
  public static long firstSeed() {
    Long wanted = Long.getLong("ewig.seed");
    if (wanted != null) {
      return wanted;
    }
    return Tier.isLong() ? Instant.now().toEpochMilli() : 1;
  }

  /** A folder where forcing costs nothing, if there is one: these tests never pull a real plug. */
  public static Path fastFolder() throws IOException {
    return Files.isWritable(MEMORY)
        ? Files.createTempDirectory(MEMORY, "ewig-crash")
        : Files.createTempDirectory("ewig-crash");
  }

  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
