package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.log.Progress;
import io.ewig.engine.session.StateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The index of versions follows from the log, so damage in it keeps nobody from opening. */
class DamagedIndexTest {

  /** Of a run's file; the first, and what is at the end, say what is between. */
  private static final int PAGE = 4096;

  /** Where header and footer of a run's file say of which format it is. */
  private static final int FORMAT = 7;

  private static final byte ONE = 1;

  @TempDir private Path temp;

  private static Ewig open(Path folder, Config config) {
    return Ewig.open(folder, config, SmallWorkings.on(new RealDisk()));
  }

  private SortedMap<String, Hash> make(Path folder, Config config) {
    try (Ewig db = open(folder, config)) {
      for (int i = 0; i < 12; i++) {
        db.branches().create("b" + i, "main");
        Batch batch = db.batch();
        for (int k = 0; k < 50; k++) {
          batch.add(
              EventBuilder.in("a://w" + i % 7).json("{\"id\":\"p" + k + "\",\"n\":" + i + "}"));
        }
        batch.commit();
      }
      ColumnsTest.tidy(db);
      return db.state().roots();
    }
  }

  @Test
  void whatIsWrittenBesideAVerificationIsNotHeldAgainstIt() {
    Path folder = temp.resolve("db");
    SortedMap<String, Hash> roots = make(folder, Config.defaults().withLog(LogKind.PLAIN));
    try (Ewig db = open(folder, Config.defaults().withLog(LogKind.PLAIN))) {
      long size = db.head().size();
      int checkpoints = db.state().snapshots().size();
      StateReport report =
          db.state()
              .verify(
                  (done, total) -> {
                    if (done == total) { // all is read that was there at the beginning
                      for (int i = 0; i < 100; i++) {
                        db.append(EventBuilder.in("a://w").json("{\"id\":\"n" + i + "\"}"));
                      }
                      ColumnsTest.tidy(db);
                    }
                  });
      assertThat(db.state().snapshots()).hasSizeGreaterThan(checkpoints);
      assertThat(report.findings()).isEmpty();
      assertThat(report.events()).isEqualTo(size);
      assertThat(report.roots()).isEqualTo(roots);
    }
  }

  private static List<Path> runs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      return files.filter(file -> file.toString().endsWith(".ewr")).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void damageThatShowsWhenVersionsAreReadIsMadeGoodFromTheLog(
      boolean isEncrypted, boolean isReadOnly) throws IOException {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    if (isEncrypted) {
      Path key = temp.resolve("key");
      Keys.generateFile(key, new SecureRandom());
      config = config.withKey(Keys.file(key));
    }
    Path folder = temp.resolve("db");
    SortedMap<String, Hash> roots = make(folder, config);
    assertThat(runs(folder)).isNotEmpty();
    for (Path run : runs(folder)) {
      byte[] bytes = Files.readAllBytes(run);
      for (int at = PAGE + 100; at < bytes.length / 2; at += PAGE / 2) {
        bytes[at] ^= 1;
      }
      Files.write(run, bytes);
    }
    try (Ewig db = open(folder, config.withReadOnly(isReadOnly))) {
      assertThat(db.state().roots()).isEqualTo(roots);
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void runsOfAnOlderFormatAreMadeAnew(boolean isReadOnly) throws IOException {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    Path folder = temp.resolve("db");
    SortedMap<String, Hash> roots = make(folder, config);
    List<Path> older = runs(folder);
    assertThat(older).isNotEmpty();
    for (Path run : older) {
      byte[] bytes = Files.readAllBytes(run);
      assertThat(bytes[FORMAT]).isEqualTo(bytes[bytes.length - PAGE + FORMAT]).isGreaterThan(ONE);
      bytes[FORMAT]--;
      bytes[bytes.length - PAGE + FORMAT]--;
      Files.write(run, bytes);
    }
    try (Ewig db = open(folder, config.withReadOnly(isReadOnly))) {
      assertThat(db.state().roots()).isEqualTo(roots);
      assertThat(db.state().verify(Progress.SILENT).findings()).isEmpty();
    }
    assertThat(older.stream().filter(Files::exists).toList())
        .isEqualTo(isReadOnly ? older : List.of());
    assertThat(runs(folder)).isNotEmpty();
  }
}
