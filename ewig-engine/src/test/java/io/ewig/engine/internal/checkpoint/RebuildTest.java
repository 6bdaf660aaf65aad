package io.ewig.engine.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.part.Part;
import io.ewig.engine.session.StateReport;
import io.ewig.engine.world.Reducers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RebuildTest {

  @TempDir private Path folder;

  private Config config(LogKind kind) {
    return Config.defaults().withLog(kind);
  }

  private SortedMap<String, Hash> live(LogKind kind) {
    try (Ewig db = Ewig.open(folder, config(kind))) {
      new Gardening(db, new Randoms(21)).work(120);
      return db.state().roots();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LogKind.class,
      names = {"CHRONICLE", "PLAIN"})
  void whatIsRebuiltHasTheRootsOfWhatWasThere(LogKind kind) {
    SortedMap<String, Hash> live = live(kind);
    try (Ewig db = Ewig.rebuild(folder, config(kind))) {
      assertThat(db.state().roots()).isEqualTo(live);
      StateReport report = db.state().verify(Progress.SILENT);
      assertThat(report.findings()).isEmpty();
      assertThat(report.isSound()).isTrue();
      assertThat(report.roots()).isEqualTo(live);
    }
    try (Ewig db = Ewig.open(folder, config(kind).withReadOnly(true))) {
      assertThat(db.state().roots()).isEqualTo(live);
      assertThat(db.state().verify(Progress.SILENT).isSound()).isTrue();
    }
  }

  @Test
  void rootsAreTheSameElsewhere() {
    SortedMap<String, Hash> live = live(LogKind.PLAIN);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("th-TH-u-nu-thai"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      try (Ewig db = Ewig.rebuild(folder, config(LogKind.PLAIN))) {
        assertThat(db.state().roots()).isEqualTo(live);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void whatIsOpenForReadingIsNotRebuilt() {
    live(LogKind.PLAIN);
    assertThatThrownBy(() -> Ewig.rebuild(folder, config(LogKind.PLAIN).withReadOnly(true)).close())
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY));
  }

  @Test
  void whatIsMissingIsMadeWhenItIsOpened() throws IOException {
    SortedMap<String, Hash> live = live(LogKind.PLAIN);
    try (var files = Files.list(folder.resolve("runs"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.deleteIfExists(folder.resolve(CheckpointFile.NAME));
    try (Ewig db = Ewig.open(folder, config(LogKind.PLAIN))) {
      assertThat(db.state().roots()).isEqualTo(live);
    }
  }

  @Test
  void aVersionThatDoesNotComeFromTheLogIsNamed() {
    try (Ewig db = Ewig.inMemory()) {
      new Gardening(db, new Randoms(22)).work(50);
      Workshop workshop = new Workshop(db);
      workshop.catchUp();
      Checkpoints checkpoints = workshop.checkpoints(CheckpointPolicy.DEFAULT);
      assertThat(verify(db, checkpoints)).isEmpty();
      byte[] key = Space.OBJECT.key(Space.idOf(Gardening.GARDEN), new byte[] {'x'});
      Versions versions = workshop.state().versions();
      long end = db.head().size();
      versions.put(key, 0, end, 1, 1, Version.OPEN, new byte[] {'1'});
      db.branches().create("more", "main");
      versions.advance(db.head().size(), db.head().chain());
      assertThat(verify(db, checkpoints)).hasSize(1);
    }
  }

  private static List<Finding> verify(Ewig db, Checkpoints checkpoints) {
    VersionsOptions options = VersionsOptions.of(Path.of("runs"), new RealDisk(), FrameKeys.NONE);
    try (Versions scratch = Versions.inMemory(options)) {
      State replayed =
          new State(
              db.log(),
              checkpoints.state().store(),
              Reducers.DEFAULT,
              scratch,
              Part.everything(),
              Inception.NONE);
      return new StateVerifier(checkpoints, replayed).verify(Progress.SILENT);
    }
  }

  @Test
  void aCheckpointThatIsNotWhatTheLogSaysIsNamed() {
    try (Ewig db = Ewig.inMemory()) {
      new Gardening(db, new Randoms(23)).work(50);
      Workshop workshop = new Workshop(db);
      workshop.catchUp();
      CheckpointFile file = new CheckpointFile(new RealDisk(), folder);
      Checkpoints honest = new Checkpoints(workshop.state(), file, CheckpointPolicy.DEFAULT, true);
      Checkpoint taken = honest.take(workshop.state().refs().branch("main").line());
      assertThat(verify(db, honest)).isEmpty();
      Sight less = new Sight(workshop.state().refs().branch("main").line().lineage(), 3);
      Hash other = honest.root(less);
      Checkpoint wrong =
          new Checkpoint(taken.line(), taken.size(), taken.chain(), other, taken.entries());
      Checkpoint miscounted =
          new Checkpoint(taken.line(), taken.size(), taken.chain(), taken.root(), 1);
      for (Checkpoint bad : List.of(wrong, miscounted)) {
        file.replace(State.rules(Reducers.DEFAULT), List.of(bad));
        Checkpoints deceived =
            new Checkpoints(workshop.state(), file, CheckpointPolicy.DEFAULT, true);
        assertThat(verify(db, deceived))
            .singleElement()
            .extracting(Finding::file)
            .isEqualTo("checkpoint of main at " + taken.size());
      }
    }
  }
}
