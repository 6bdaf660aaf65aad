package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.VerifyReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damage is found and named, or repaired as documented; never is a wrong event read. */
class JournalDamageTest {

  /** So many commits fill a segment and begin the next. */
  private static final int SEALED_AND_ACTIVE = 1200;

  @TempDir Path temp;

  /** What came of opening a damaged log. */
  private enum Outcome {
    /** An error, a damage report or a finding that names a file. */
    NOTICED,
    /** All events are there, none is wrong. */
    UNHARMED,
    /** The end is gone, and it had never been acknowledged. */
    CUT
  }

  private List<Event> make(Path folder, Kind kind, int commits) {
    List<Event> events = new ArrayList<>();
    try (Journal log = JournalFixture.open(folder, kind)) {
      Commits source = new Commits(77);
      for (int i = 0; i < commits; i++) {
        Commit commit = source.any(log);
        log.append(commit);
        events.addAll(commit.events());
      }
      log.awaitDurable(log.appended().size());
    }
    return events;
  }

  private static Outcome check(Path folder, List<Event> written, boolean readOnly) {
    try (Journal log =
        readOnly ? JournalFixture.openReadOnly(folder) : JournalFixture.open(folder, Kind.PLAIN)) {
      List<Event> read = new ArrayList<>();
      boolean noticed = log.damage().isPresent();
      try (EventCursor cursor = log.scan(Scan.all())) {
        while (cursor.next()) {
          read.add(cursor.event());
        }
      }
      assertThat(read).as("never a wrong event").isEqualTo(written.subList(0, read.size()));
      VerifyReport report = log.verify(Progress.SILENT);
      noticed |= report.findings().stream().anyMatch(found -> !found.file().isEmpty());
      if (noticed) {
        return Outcome.NOTICED;
      }
      return read.size() == written.size() ? Outcome.UNHARMED : Outcome.CUT;
    } catch (CorruptionException named) {
      assertThat(named.file()).isNotEmpty();
      return Outcome.NOTICED;
    }
  }

  private static void flip(Path file, long at, int bit) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int before = bytes.read();
      bytes.seek(at);
      bytes.write(before ^ (1 << bit));
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedByteOfASegmentIsNoticed(Kind kind) throws IOException {
    Path folder = temp.resolve("log");
    List<Event> written = make(folder, kind, 150);
    Path segment =
        filesIn(folder).stream().filter(f -> f.toString().matches(".*(cq4|ewl)")).findFirst().get();
    int end = ManifestOf.cleanEnd(folder);
    Randoms random = new Randoms(1);
    int step = Tier.oneIn(3001);
    for (int at = 0; at < end; at += step) {
      int bit = random.below(8);
      flip(segment, at, bit);
      assertThat(check(folder, written, true))
          .as("byte %s, bit %s", at, bit)
          .isEqualTo(Outcome.NOTICED);
      flip(segment, at, bit);
    }
    assertThat(check(folder, written, true)).isEqualTo(Outcome.UNHARMED);
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedByteAnywhereIsNoticedOrHarmless(Kind kind) throws IOException {
    Path folder = temp.resolve("log");
    List<Event> written = make(folder, kind, SEALED_AND_ACTIVE);
    assertThat(filesIn(folder.resolve("sealed"))).isNotEmpty();
    Randoms random = new Randoms(2);
    for (int i = 0; i < Tier.count(40, 20_000); i++) {
      List<Path> files = filesIn(folder);
      Path file = files.get(random.below(files.size()));
      long at = random.longBelow(Math.max(1, Files.size(file)));
      int bit = random.below(8);
      flip(file, at, bit);
      assertThat(check(folder, written, true))
          .as("seed 2, step %s: %s, byte %s, bit %s", i, file, at, bit)
          .isNotEqualTo(Outcome.CUT);
      flip(file, at, bit);
    }
  }

  @ParameterizedTest
  @EnumSource
  void openingADamagedLogToWriteRepairsOrRefuses(Kind kind) throws IOException {
    Path folder = temp.resolve("log");
    List<Event> written = make(folder, kind, 60);
    Randoms random = new Randoms(3);
    for (int i = 0; i < Tier.count(30, 3000); i++) {
      Path copy = Copies.of(folder, temp.resolve("copy" + i));
      List<Path> files = filesIn(copy);
      Path file = files.get(random.below(files.size()));
      long at = random.longBelow(Math.min(Files.size(file), 300_000));
      flip(file, at, random.below(8));
      assertThat(check(copy, written, false))
          .as("seed 3, step %s: %s, byte %s", i, file, at)
          .isNotEqualTo(Outcome.CUT);
      Copies.delete(copy);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTruncatedTailIsNoticedOrCutWhereNothingWasAcknowledged(Kind kind) throws IOException {
    Path folder = temp.resolve("log");
    List<Event> written = make(folder, kind, 60);
    int end = ManifestOf.cleanEnd(folder);
    for (int cut = 1; cut <= 4096; cut += Tier.oneIn(61)) {
      Path copy = Copies.of(folder, temp.resolve("copy" + cut));
      Path segment =
          filesIn(copy).stream().filter(f -> f.toString().matches(".*(cq4|ewl)")).findFirst().get();
      try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
        file.setLength(end - cut);
      }
      assertThat(check(copy, written, false)).as("cut %s bytes", cut).isEqualTo(Outcome.NOTICED);
      Copies.delete(copy);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTailThatIsCutAtAnyByteIsNoticedByWhoReads(Kind kind) throws IOException {
    Path folder = temp.resolve("log");
    List<Event> written = make(folder, kind, 60);
    int end = ManifestOf.cleanEnd(folder);
    Path segment =
        filesIn(folder).stream().filter(f -> f.toString().matches(".*(cq4|ewl)")).findFirst().get();
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      int step = kind == Kind.CHRONICLE ? 1 : Tier.oneIn(5); // the same code reads both
      for (int cut = 1; cut <= 4096; cut += step) {
        file.setLength(end - cut);
        try (Journal log = JournalFixture.openReadOnly(folder)) {
          assertThat(log.damage()).as("cut %s bytes", cut).isPresent();
          assertThat(log.damage().get().file()).isNotEmpty();
          long whole = log.head().size();
          assertThat(whole).isLessThan(written.size());
          assertThat(log.get(whole - 1)).isEqualTo(written.get((int) whole - 1));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void missingSwappedDuplicatedAndForeignSegmentsAreNoticed(Kind kind) throws IOException {
    Path folder = temp.resolve("log");
    List<Event> written = make(folder, kind, 2500);
    List<Path> sealed =
        filesIn(folder.resolve("sealed")).stream()
            .filter(file -> file.toString().matches(".*(cq4|ewl)"))
            .toList();
    assertThat(sealed.size()).isGreaterThanOrEqualTo(2);
    for (Path victim : sealed) {
      Path aside = temp.resolve("aside");
      Files.move(victim, aside);
      assertThat(check(folder, written, true)).as("%s missing", victim).isEqualTo(Outcome.NOTICED);
      Path other = sealed.get(victim.equals(sealed.get(0)) ? 1 : 0);
      Files.copy(other, victim);
      assertThat(check(folder, written, true)).as("%s doubled", other).isEqualTo(Outcome.NOTICED);
      Files.delete(victim);
      Files.move(aside, victim);
    }
    Path stranger = temp.resolve("stranger");
    makeForeign(stranger, kind);
    Path foreign =
        filesIn(stranger.resolve("sealed")).stream()
            .filter(file -> file.toString().matches(".*(cq4|ewl)"))
            .findFirst()
            .get();
    Path aside = temp.resolve("aside");
    Files.move(sealed.get(0), aside);
    Files.copy(foreign, sealed.get(0));
    assertThat(check(folder, written, true)).as("foreign").isEqualTo(Outcome.NOTICED);
    Files.delete(sealed.get(0));
    Files.move(aside, sealed.get(0));
    assertThat(check(folder, written, true)).isEqualTo(Outcome.UNHARMED);
  }

  private void makeForeign(Path folder, Kind kind) {
    JournalOptions options =
        JournalFixture.options(folder, kind, new RealDisk(), FrameKeys.NONE, false);
    JournalOptions other =
        new JournalOptions(
            options.folder(),
            new Origin(99, 99),
            options.disk(),
            options.files(),
            options.keys(),
            options.durability(),
            options.segmentBytes(),
            false,
            "a stranger",
            options.random(),
            options.background());
    try (Journal log = Journal.open(other)) {
      Commits source = new Commits(5);
      for (int i = 0; i < 2500; i++) {
        log.append(source.any(log));
      }
    }
  }

  @Test
  void aDamagedLogIsReadUpToTheDamageAndTakesNoWrites() throws IOException {
    Path folder = temp.resolve("log");
    List<Event> written = make(folder, Kind.PLAIN, 60);
    Path segment = folder.resolve("active/00000001/events.ewl");
    flip(segment, ManifestOf.cleanEnd(folder) - 100, 3);
    try (Journal log = JournalFixture.open(folder, Kind.PLAIN)) {
      assertThat(log.damage().orElseThrow().getMessage())
          .contains("events.ewl")
          .contains("acknowledged");
      assertThat(log.isReadOnly()).isTrue();
      assertThat(log.head().size()).isPositive().isLessThan(written.size());
      assertThat(log.get(0)).isEqualTo(written.get(0));
    }
  }
}
