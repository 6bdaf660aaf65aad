package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.log.Progress;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that denies {@code sun.misc.Unsafe}, as newer ones will, writes plain files. */
class DeniedUnsafeTest {

  private static final int FIRST_JDK_THAT_CAN_DENY = 24;
  private static final Path JVMS = Path.of("/usr/lib/jvm");

  @TempDir private Path temp;

  /** Appends to a database, reads it, and says how many mappings of its files are left over. */
  static final class Gardener {

    private Gardener() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      try (Ewig db = Ewig.open(folder, Config.defaults().withSegmentBytes(1 << 20))) {
        for (int i = 0; i < 6; i++) {
          Batch batch = db.batch();
          for (int k = 0; k < 50; k++) {
            batch.add(EventBuilder.in("a://garden").payload(new byte[5_000]));
          }
          batch.commit();
        }
        assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
        System.out.println("events " + db.head().size());
      }
      try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        System.out.println("mapped " + maps.filter(map -> map.contains(folder + "/")).count());
      }
    }
  }

  @Test
  void aJvmThatDeniesUnsafeWritesPlainFilesAndSaysSo() throws Exception {
    Optional<Path> java = newerJava();
    assumeTrue(java.isPresent(), "there is no JDK here that can deny Unsafe");
    Path folder = temp.toRealPath().resolve("db");
    try (Ewig db = Ewig.open(folder, Config.defaults().withSegmentBytes(1 << 20))) {
      db.append(EventBuilder.in("a://garden").json("{\"id\":\"rose\"}"));
    }
    assertThat(printed(java.get(), folder))
        .anyMatch(line -> line.contains("new log files are plain ones"))
        .contains("events 301", "mapped 0");
    assertThat(folder.resolve("log/sealed/00000001.cq4")).exists();
    assertThat(folder.resolve("log/sealed/00000002.ewl")).exists();
    try (Ewig db = Ewig.open(folder)) {
      assertThat(db.head().size()).isEqualTo(301);
      assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
    }
  }

  private List<String> printed(Path java, Path folder) throws Exception {
    Path out = temp.resolve("printed.txt");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "--sun-misc-unsafe-memory-access=deny",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Child.classPath(),
                Gardener.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }

  /** This one, if it is new enough, or where the build would look for one. */
  private static Optional<Path> newerJava() throws IOException {
    if (Runtime.version().feature() >= FIRST_JDK_THAT_CAN_DENY) {
      return Optional.of(Path.of(System.getProperty("java.home"), "bin", "java"));
    }
    if (!Files.isDirectory(JVMS)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(JVMS, "*25*")) {
      for (Path home : homes) {
        if (Files.isExecutable(home.resolve("bin/java"))) {
          return Optional.of(home.resolve("bin/java"));
        }
      }
    }
    return Optional.empty();
  }
}
