package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Event;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page that can't be read is damage with a name, never an error of the JVM. */
@DisabledForJreRange(
    min = JRE.JAVA_21,
    disabledReason = "HotSpot 25 itself may crash where compiled code meets such a page")
class UnreadablePageTest {

  private static final long CUT = 8192;

  @TempDir Path folder;

  private List<Event> write(Kind kind) {
    List<Event> events = new ArrayList<>();
    try (Journal log = Crashes.open(folder, kind)) {
      Commits source = new Commits(4).payloadBytes(2000);
      for (int i = 0; i < 60; i++) {
        var commit = source.of(log, 14);
        log.append(commit);
        events.addAll(commit.events());
      }
      log.awaitDurable(log.appended().size());
    }
    return events;
  }

  private Path cutFirstSealed(Kind kind) throws IOException {
    String name = "sealed/00000001." + (kind == Kind.CHRONICLE ? "cq4" : "ewl");
    Path file = folder.resolve(name);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(CUT);
    }
    return file;
  }

  private static void requireNamed(ThrowingCallable read, Path file) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            CorruptionException.class,
            damage -> {
              assertThat(damage.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
              assertThat(damage.file()).isEqualTo(file.toString());
              assertThat(damage.offset()).isEqualTo(CUT);
            })
        .hasMessageContaining("while it was open");
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsCutWhileItIsReadIsNamed(Kind kind) throws IOException {
    List<Event> events = write(kind);
    try (Journal log = Crashes.openReadOnly(folder)) {
      long seq = 300;
      Hash hash = events.get((int) seq).hash();
      assertThat(log.get(seq)).isEqualTo(events.get((int) seq));
      long nanos = events.get((int) seq).systemNanos();
      Path file = cutFirstSealed(kind);
      for (int i = 0; i < 3000; i++) { // also once it is compiled
        requireNamed(() -> log.get(seq), file);
        if (i % 150 == 0) {
          requireNamed(() -> log.find(hash), file);
          requireNamed(() -> log.commitOf(seq), file);
          assertThat(log.sizeAt(nanos)).isGreaterThan(seq); // the index knows
          requireNamed(() -> readAll(log, Scan.all()), file);
          requireNamed(() -> readAll(log, Scan.all().newestFirst()), file);
        }
      }
      assertThat(log.get(events.size() - 1)).isEqualTo(events.get(events.size() - 1));
      assertThat(log.verify(Progress.SILENT).findings())
          .anySatisfy(finding -> assertThat(finding.file()).isEqualTo(file.toString()));
    }
  }

  private static long readAll(Journal log, Scan scan) {
    long count = 0;
    try (EventCursor cursor = log.scan(scan)) {
      while (cursor.next()) {
        count += cursor.event().payload().size();
      }
    }
    return count;
  }

  @ParameterizedTest
  @EnumSource
  void aCutFileIsNamedByProofs(Kind kind) throws IOException {
    write(kind);
    try (Journal log = Crashes.openReadOnly(folder)) {
      log.get(0);
      cutFirstSealed(kind);
      assertThatThrownBy(() -> log.proveInclusion(300, 500)).isInstanceOf(EwigException.class);
    }
  }
}
