package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Event;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.FollowReader.Digest;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.internal.journal.file.WriterLock;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers in other processes see exactly what is durable, and there is only ever one writer. */
class FollowTest {

  private static final int PAGE_BYTES = 4096;
  private static final long VERIFIED_BYTES_MAX = 10 << 20; // verifying grows with the log

  @TempDir Path folder;

  private final Commits source = new Commits(11).payloadBytes(2000);

  private Journal write(Kind kind) {
    return Journal.open(Crashes.busyOptions(folder, kind, Durability.DURABLE));
  }

  private void append(Journal log, int commits) {
    for (int i = 0; i < commits; i++) {
      log.append(source.of(log, 12));
    }
  }

  private void appendDurably(Journal log, int commits) {
    append(log, commits);
    log.awaitDurable(log.appended().size());
  }

  private static String text(Head head) {
    return head.size() + " " + head.chain();
  }

  private static String all(Journal log) {
    Digest digest = new Digest();
    try (EventCursor cursor = log.scan(Scan.all())) {
      while (cursor.next()) {
        Event event = cursor.event();
        digest.add(event);
      }
    }
    return digest.toString();
  }

  private long segments() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(cq4|ewl)")).count();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReaderInAnotherProcessSeesWhatIsDurableAndNothingElse(Kind kind) throws IOException {
    try (Journal log = write(kind);
        Child reader = new Child(FollowReader.class, folder)) {
      appendDurably(log, 1);
      assertThat(reader.ask("open")).isEqualTo(text(log.head()));
      for (int i = 0; i < 100; i++) {
        Head durable = log.head();
        append(log, 1 + i % 3);
        if (i % 3 != 2) { // rolling makes durable what lies in the segment that ends
          String seen = reader.ask("head");
          assertThat(seen).as("step %d", i).isEqualTo(text(log.head()));
          assertThat(log.head().size()).isLessThan(log.appended().size());
          assertThat(log.head().size()).isGreaterThanOrEqualTo(durable.size());
        }
        log.awaitDurable(log.appended().size());
        assertThat(reader.ask("head")).as("step %d", i).isEqualTo(text(log.head()));
      }
      assertThat(segments()).isGreaterThan(3);
      assertThat(reader.ask("all")).isEqualTo(all(log));
      assertThat(reader.ask("verify")).isEqualTo("[]");
      assertThat(reader.ask("open")).isEqualTo(text(log.head()));
      assertThat(reader.ask("verify")).isEqualTo("[]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReaderInAnotherProcessKeepsUpWithABusyWriter(Kind kind) throws Exception {
    int commits = Crashes.rounds(250, 5000);
    try (Journal log = write(kind);
        Child reader = new Child(FollowReader.class, folder)) {
      appendDurably(log, 1);
      reader.ask("open");
      CompletableFuture<String> seen =
          CompletableFuture.supplyAsync(() -> reader.ask("follow " + 12 * commits));
      for (int i = 1; i < commits; i++) {
        appendDurably(log, 1);
      }
      assertThat(seen.get()).isEqualTo(all(log));
      assertThat(reader.ask("verify")).isEqualTo("[]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReaderVerifiesWhileSegmentsRoll(Kind kind) throws Exception {
    int times = Crashes.rounds(15, 150);
    try (Journal log = write(kind);
        Child reader = new Child(FollowReader.class, folder)) {
      appendDurably(log, 1);
      reader.ask("open");
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> reader.ask("verify-on " + times));
      for (long bytes = 0; !answer.isDone() || segments() <= 2; bytes += 8 * 12 * 2000) {
        appendDurably(log, bytes < VERIFIED_BYTES_MAX ? 8 : 0);
        assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
      }
      assertThat(answer.get()).isEqualTo("fine");
    }
  }

  @ParameterizedTest
  @EnumSource
  void openingForReadingWorksWhileSegmentsRoll(Kind kind) throws Exception {
    int openings = Crashes.rounds(300, 10_000);
    try (Journal log = write(kind);
        Child reader = new Child(FollowReader.class, folder)) {
      appendDurably(log, 1);
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> reader.ask("reopen " + openings));
      while (!answer.isDone()) {
        appendDurably(log, 2);
      }
      assertThat(answer.get()).isEqualTo("fine");
    }
  }

  @ParameterizedTest
  @EnumSource
  void openingForReadingDoesNotKeepAWriterOut(Kind kind) throws Exception {
    write(kind).close();
    try (Child reader = new Child(FollowReader.class, folder)) {
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> reader.ask("reopen 300"));
      while (!answer.isDone()) {
        try (Journal log = write(kind)) {
          appendDurably(log, 1);
        }
      }
      assertThat(answer.get()).isEqualTo("fine");
    }
  }

  @Test
  void readersAndWritersOpenAtOnceInOneProcess() throws Exception {
    write(Kind.PLAIN).close();
    CompletableFuture<Void> readers =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 300; i++) {
                Crashes.openReadOnly(folder).close();
              }
            });
    while (!readers.isDone()) {
      write(Kind.PLAIN).close();
    }
    readers.get();
  }

  @ParameterizedTest
  @EnumSource
  void aReaderGoesOnBehindASegmentThatEndsWithItsLastPage(Kind kind) throws IOException {
    int more = 0;
    int rest = 1;
    for (int tries = 0; tries < 8 && rest != 0; tries++) {
      Crashes.delete(folder);
      Files.createDirectories(folder);
      rest = (int) (rollBesideAReader(kind, more) % PAGE_BYTES);
      more = (more + PAGE_BYTES - rest) % PAGE_BYTES;
    }
    assertThat(rest).as("bytes in the last page").isZero();
  }

  /** Makes the first commit larger by some bytes; returns the length of the first segment. */
  private long rollBesideAReader(Kind kind, int more) throws IOException {
    Commits first = new Commits(1).payloadBytes(5000 + more);
    Commits others = new Commits(2).payloadBytes(50_000);
    try (Journal log = write(kind)) {
      log.append(first.of(log, 1));
      log.awaitDurable(1);
      try (Journal reader = Crashes.openReadOnly(folder)) {
        while (segments() == 1) {
          assertThat(reader.head()).isEqualTo(log.head());
          log.append(others.of(log, 1));
          log.awaitDurable(log.appended().size());
        }
        assertThat(reader.head()).isEqualTo(log.head());
        assertThat(all(reader)).isEqualTo(all(log));
      }
    }
    try (Stream<Path> sealed = Files.list(folder.resolve("sealed"))) {
      return Files.size(
          sealed.filter(file -> file.toString().matches(".*(cq4|ewl)")).findFirst().orElseThrow());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCopyThatMayNotBeWrittenToCanBeRead(Kind kind) throws IOException {
    Path copy = folder.resolve("copy");
    Path home = folder.resolve("home");
    String wanted;
    try (Journal log = Crashes.open(home, kind)) {
      appendDurably(log, 60);
      wanted = all(log);
    }
    Crashes.copy(home, copy);
    setPermissions(copy, "r-xr-xr-x", "r--r--r--");
    try (Journal log = Crashes.openReadOnly(copy)) {
      assertThat(log.damage()).isEmpty();
      assertThat(log.isReadOnly()).isTrue();
      assertThat(all(log)).isEqualTo(wanted);
      assertThat(log.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(log.proveInclusion(5, 700).size()).isEqualTo(700);
    }
    setPermissions(copy, "rwxr-xr-x", "rw-r--r--");
    assertThat(sizes(copy)).isEqualTo(sizes(home));
  }

  private static void setPermissions(Path root, String directories, String files)
      throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(Files.isDirectory(path) ? directories : files));
      }
    }
  }

  private static String sizes(Path root) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> all = Files.walk(root).sorted()) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        text.append(root.relativize(path)).append(' ').append(Files.size(path)).append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void twoLogsInOneProcessDoNotMeet() {
    Path other = folder.resolve("other");
    Path home = folder.resolve("home");
    try (Journal one = Crashes.open(home, Kind.CHRONICLE);
        Journal two = Crashes.open(other, Kind.CHRONICLE)) {
      for (int i = 0; i < 10; i++) {
        appendDurably(one, 10);
        appendDurably(two, 5);
      }
      assertThat(one.head().size()).isEqualTo(1200);
      assertThat(two.head().size()).isEqualTo(600);
      assertThat(one.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(two.verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondWriterInTheSameProcessIsToldWhoWrites(Kind kind) {
    try (Journal log = write(kind)) {
      requireTurnedAway(kind, ProcessHandle.current().pid());
      appendDurably(log, 1);
      requireTurnedAway(kind, ProcessHandle.current().pid());
      appendDurably(log, 1);
    }
    write(kind).close();
  }

  @ParameterizedTest
  @EnumSource
  void aSecondWriterInAnotherProcessIsToldWhoWrites(Kind kind) throws Exception {
    try (Child other = new Child(FollowReader.class, folder)) {
      assertThat(other.ask("write " + kind)).isEqualTo("written");
      requireTurnedAway(kind, other.pid());
      requireTurnedAway(kind, other.pid());
      other.kill();
      assertThat(other.exit()).isEqualTo(137);
    }
    try (Journal log = write(kind);
        Child other = new Child(FollowReader.class, folder)) {
      assertThat(log.head().size()).isEqualTo(1);
      assertThat(other.ask("write " + kind))
          .startsWith("WRITER_PRESENT")
          .contains("" + ProcessHandle.current().pid(), "readOnly");
      appendDurably(log, 1);
    }
  }

  /** As of another web application, or of the jar that has all in it beside the driver. */
  @Test
  void anEngineOfAnotherClassLoaderIsTurnedAwayAndLeavesTheLockWhereItIs() throws Exception {
    try (Journal log = write(Kind.PLAIN);
        URLClassLoader loader = anotherClassLoader();
        Child other = new Child(FollowReader.class, folder)) {
      Path file = folder.resolve("writer.lock");
      Class<?> theirs = loader.loadClass(WriterLock.class.getName());
      assertThat(theirs).isNotEqualTo(WriterLock.class);
      Method isHeld = theirs.getMethod("isHeld", Path.class);
      Method acquire = theirs.getMethod("acquire", Path.class, String.class);
      assertThat(isHeld.invoke(null, file)).isEqualTo(true);
      assertThatThrownBy(() -> acquire.invoke(null, file, "theirs"))
          .cause()
          .hasMessageContaining("another engine in this process");
      assertThat(other.ask("write PLAIN")).startsWith("WRITER_PRESENT");
      appendDurably(log, 1);
    }
  }

  private static URLClassLoader anotherClassLoader() throws MalformedURLException {
    List<URL> places = new ArrayList<>();
    for (String place : Child.classPath().split(File.pathSeparator, -1)) {
      places.add(Path.of(place).toUri().toURL());
    }
    return new URLClassLoader(places.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private void requireTurnedAway(Kind kind, long pid) {
    assertThatThrownBy(() -> Journal.open(Crashes.options(folder, kind, new RealDisk())))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITER_PRESENT))
        .hasMessageContaining("" + pid)
        .hasMessageContaining("readOnly");
  }
}
