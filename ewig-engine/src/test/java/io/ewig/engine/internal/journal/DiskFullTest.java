package io.ewig.engine.internal.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.internal.disk.FaultyDisk;
import io.ewig.engine.internal.disk.FaultyDisk.Lasting;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.Durability;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A full disk is a clean error; reading goes on, and writing does once there is space again. */
class DiskFullTest {

  private static final long SMALL_BYTES = 32 << 20;
  private static final int BALLAST_BYTES = 5 << 20;
  private static final long OPERATIONS_UNTIL_FULL = 400;

  private Path small;
  private Path device;
  private String mounted = "";
  private final Ledger ledger = new Ledger();
  private final Commits source = new Commits(3).payloadBytes(2000);

  @BeforeEach
  void makeFolder() throws IOException {
    small = Files.createTempDirectory("ewig-full");
    device = Files.createTempFile("ewig-full", ".ext4");
  }

  @AfterEach
  void unmount() throws Exception {
    if (!mounted.isEmpty()) {
      assertThat(succeeds("umount", "-l", small.toString())).isTrue();
    }
    Crashes.delete(small);
    Files.delete(device);
  }

  /** What a small disk is made of; a full tmpfs can't even read a hole of a mapped file. */
  private enum Small {
    EXT4,
    TMPFS
  }

  /** Mounts it if this machine lets us. */
  private void mount(Kind kind, Small of) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(device.toFile(), "rw")) {
      file.setLength(SMALL_BYTES);
    }
    boolean done =
        of == Small.EXT4
            ? succeeds("mkfs.ext4", "-q", "-F", "-m", "0", device.toString())
                && succeeds("mount", "-o", "loop", device.toString(), small.toString())
            : succeeds("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", small.toString());
    mounted = done ? of.toString() : "";
    System.out.println(
        kind + ": disk full on " + (done ? "a small " + of : "a faulty disk (no root)"));
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"CHRONICLE, EXT4", "CHRONICLE, TMPFS", "PLAIN, EXT4", "PLAIN, TMPFS"})
  void aFullDiskLosesNothingAndGivesWayAgain(Kind kind, Small of) throws Exception {
    mount(kind, of);
    Path folder = small.resolve("log");
    Path ballast = small.resolve("ballast");
    Path lastBytes = small.resolve("last-bytes");
    Files.write(ballast, new byte[BALLAST_BYTES]);
    fill(options(folder, kind));
    try (Journal log = Crashes.openReadOnly(folder)) {
      ledger.check(log);
    }
    if (!mounted.isEmpty()) {
      openWhileFull(folder, kind);
      fillUp(lastBytes);
      openWhileFull(folder, kind);
      fillUp(lastBytes);
      assertThat(catchThrowableOfType(EwigException.class, () -> startAnew(kind)))
          .satisfies(DiskFullTest::requireFull);
    }
    Files.delete(ballast);
    Files.deleteIfExists(lastBytes);
    Ledger after;
    try (Journal log = Crashes.open(folder, kind)) {
      after = ledger.adopt(log);
      ledger.checkWhole(log);
      after.write(log, source, 20);
    }
    try (Journal log = Crashes.open(folder, kind)) {
      after.checkWhole(log);
    }
  }

  private JournalOptions options(Path folder, Kind kind) {
    return !mounted.isEmpty()
        ? Crashes.busyOptions(folder, kind, Durability.DURABLE)
        : Crashes.options(
            folder,
            kind,
            new FaultyDisk(OPERATIONS_UNTIL_FULL, Lasting.FOR_EVER, FaultyDisk.NO_SPACE));
  }

  private void fill(JournalOptions options) {
    EwigException full = null;
    try (Journal log = Journal.open(options)) {
      full = catchThrowableOfType(EwigException.class, () -> ledger.writeOn(log, source));
      requireFull(full);
      assertThat(ledger.acknowledged()).isGreaterThan(1000);
      assertThat(log.head().size()).isEqualTo(ledger.acknowledged());
      ledger.check(log);
      assertThatThrownBy(() -> log.append(source.of(log, 1)))
          .isInstanceOfSatisfying(EwigException.class, DiskFullTest::requireFull);
    } catch (EwigException atClose) {
      assertThat(full).as("an error in time, not only at close").isNotNull();
      requireFull(atClose);
    }
  }

  /** Opening to write works in the space that there is, or says why not, again and again. */
  private void openWhileFull(Path folder, Kind kind) {
    for (int i = 0; i < 3; i++) {
      try (Journal log = Crashes.open(folder, kind)) {
        ledger.check(log);
      } catch (EwigException full) {
        requireFull(full);
      }
      try (Journal log = Crashes.openReadOnly(folder)) {
        ledger.check(log);
      }
    }
  }

  private void startAnew(Kind kind) {
    Crashes.open(small.resolve("another"), kind).close();
  }

  /** Leaves not a byte. */
  private static void fillUp(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, APPEND)) {
      for (int bytes = 1 << 20; bytes > 0; ) {
        try {
          channel.write(ByteBuffer.allocate(bytes));
        } catch (IOException full) {
          bytes /= 2;
        }
      }
    }
  }

  private static void requireFull(EwigException error) {
    assertThat(error).isNotNull();
    assertThat(error.code()).as(error.getMessage()).isEqualTo(ErrorCode.DISK_FULL);
    assertThat(error.sqlState()).isEqualTo("53100");
    assertThat(error.getMessage()).contains("free some space");
  }
}
