package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.backup.Restore;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Progress;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.engine.replica.Replica;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folding a database's own past, into another folder. */
class CompactionTest {

  private static final Config PLAIN =
      Config.defaults().withLog(LogKind.PLAIN).withDurability(Durability.NONE).withSigning(true);
  private static final Config THERE = PLAIN.withCreateIfMissing(false);
  private static final Compaction.Beside NOTHING = (from, to) -> {};

  @TempDir private Path temporary;
  private Path folder;
  private Hash root;

  @BeforeEach
  void plant() {
    folder = temporary.resolve("garden");
    try (Ewig garden = Ewig.open(folder, PLAIN)) {
      for (int i = 0; i < 20; i++) {
        grow(garden, i);
      }
      root = garden.replica().root();
    }
  }

  private static void grow(Ewig garden, int height) {
    garden.append(
        EventBuilder.in("a://garden")
            .type("StateChanged")
            .json("{\"id\":\"oak\",\"height\":" + height + "}"));
  }

  @Test
  void aBackupIsNotRestoredAsOfAMomentThatWasFolded() {
    Path young = temporary.resolve("young");
    Path copy = temporary.resolve("copy");
    Compaction.into(folder, young, PLAIN, Acknowledged.NOTHING, NOTHING);
    try (Ewig fresh = Ewig.open(young, THERE)) {
      fresh.backup(copy, Optional.empty(), Progress.SILENT);
    }
    Restore how = Restore.ALL.until(new Restore.Until.Time(Instant.EPOCH));
    assertThatThrownBy(() -> Backups.restore(copy, temporary.resolve("back"), how, Progress.SILENT))
        .isInstanceOf(EwigException.class)
        .hasMessageContaining("can't be looked at here");
  }

  @Test
  void theOtherFolderHasTheStateAndOneEventInsteadOfAll() {
    Path young = temporary.resolve("young");
    Compaction.Report report = Compaction.into(folder, young, PLAIN, Acknowledged.NOTHING, NOTHING);
    assertThat(report.events()).isEqualTo(20);
    assertThat(report.kept()).isEqualTo(1);
    try (Ewig old = Ewig.open(folder, THERE);
        Ewig fresh = Ewig.open(young, THERE)) {
      assertThat(fresh.replica().root()).isEqualTo(root).isEqualTo(old.replica().root());
      assertThat(old.head().size()).isEqualTo(20);
      grow(old, 99);
      pull(old.replica(), fresh.replica());
      pull(fresh.replica(), old.replica());
      assertThat(fresh.replica().root()).isEqualTo(old.replica().root()).isNotEqualTo(root);
    }
  }

  private static void pull(Replica from, Replica to) {
    CommitCursor cursor = from.since(to.version());
    List<Commit> commits = new ArrayList<>();
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    assertThat(to.adopt(commits).isWhole()).isTrue();
  }

  @Test
  void anEncryptedDatabaseIsCompactedUnderTheSameKey() {
    Path file = temporary.resolve("key");
    Keys.generateFile(file, new SecureRandom());
    Config encrypted = PLAIN.withKey(Keys.file(file));
    Path secret = temporary.resolve("secret");
    Path young = temporary.resolve("young-secret");
    Hash before;
    try (Ewig garden = Ewig.open(secret, encrypted)) {
      grow(garden, 1);
      garden.branches().create("dev", "main");
      grow(garden, 2);
      before = garden.replica().root();
    }
    Compaction.Report report =
        Compaction.into(secret, young, encrypted, Acknowledged.NOTHING, NOTHING);
    assertThat(report.kept()).isEqualTo(2); // the end of main, and where dev was forked
    try (Ewig garden = Ewig.open(young, encrypted.withCreateIfMissing(false))) {
      assertThat(garden.replica().root()).isEqualTo(before);
    }
  }

  @Test
  void whatLiesAboveTheHorizonIsCarriedOver() {
    Origin silent = new Origin(1, 2);
    Origin self = Keys.signer(folder).orElseThrow();
    Acknowledged half =
        new Acknowledged(Map.of(silent, VersionVector.of(Map.of(self, 12L))), Set.of());
    Path young = temporary.resolve("young");
    Compaction.Report report = Compaction.into(folder, young, PLAIN, half, NOTHING);
    assertThat(report.events()).isEqualTo(12);
    assertThat(report.kept()).isEqualTo(1 + 8);
    assertThat(report.horizon().heldBy().get(0).what()).contains(silent.toString());
    try (Ewig fresh = Ewig.open(young, THERE)) {
      assertThat(fresh.replica().root()).isEqualTo(root);
      assertThat(fresh.verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void whatIsBesideComesAlongAndNothingElseIsLeft() throws IOException {
    Path young = temporary.resolve("young");
    Compaction.Beside note = (from, to) -> Files.writeString(to.resolve("note"), from.toString());
    Compaction.into(folder, young, PLAIN, Acknowledged.NOTHING, note);
    assertThat(young.resolve("note")).hasContent(folder.toString());
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactlyInAnyOrder(folder, young);
    }
    assertThatThrownBy(() -> Compaction.into(folder, young, PLAIN, Acknowledged.NOTHING, NOTHING))
        .hasMessageContaining("is not empty")
        .satisfies(
            e -> assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.FOLDER_NOT_FREE));
  }

  @Test
  void nothingIsFoldedThatSomebodyMayLack() {
    Acknowledged nothing =
        new Acknowledged(Map.of(new Origin(1, 2), VersionVector.EMPTY), Set.of());
    assertThatThrownBy(
            () -> Compaction.into(folder, temporary.resolve("young"), PLAIN, nothing, NOTHING))
        .hasMessageContaining("retire")
        .satisfies(e -> assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.STILL_NEEDED));
    try (Ewig garden = Ewig.open(folder, THERE)) {
      assertThat(garden.head().size()).isEqualTo(20);
    }
  }

  @Test
  void whoIsOpenIsNotCompacted() {
    try (Ewig open = Ewig.open(folder, THERE)) {
      assertThatThrownBy(
              () ->
                  Compaction.into(
                      folder, temporary.resolve("young"), PLAIN, Acknowledged.NOTHING, NOTHING))
          .satisfies(
              e -> assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.WRITER_PRESENT));
      assertThat(open.replica().root()).isEqualTo(root);
    }
  }

  /** A disk that stops for good at some step among the folders. */
  private static final class Dying {

    private final Path room;
    private final int steps;
    private int done;

    Dying(Path room, int steps) {
      this.room = room;
      this.steps = steps;
    }

    Disk disk() {
      Disk real = new RealDisk();
      return (Disk)
          Proxy.newProxyInstance(
              Disk.class.getClassLoader(),
              new Class<?>[] {Disk.class},
              (proxy, method, arguments) -> {
                boolean isAmongFolders =
                    Set.of("rename", "delete", "createDirectories").contains(method.getName())
                        && room.equals(((Path) arguments[0]).getParent());
                if (isAmongFolders && ++done > steps) {
                  throw new IOException("killed at step " + steps);
                }
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    boolean isDead() {
      return done > steps;
    }
  }

  @Test
  void whoeverIsKilledLeavesTheOldOneAndNothingOrTheWholeNewOne() throws IOException {
    Set<Boolean> made = new HashSet<>();
    boolean isDead = true;
    int steps = 0;
    for (; isDead; steps++) {
      Path room = Files.createDirectory(temporary.resolve("room" + steps));
      Path young = room.resolve("young");
      Dying dying = new Dying(room, steps);
      try {
        Workings workings = SmallWorkings.on(dying.disk());
        Compaction.into(folder, young, PLAIN, Acknowledged.NOTHING, NOTHING, workings);
      } catch (EwigException killed) {
        assertThat(killed).hasMessageContaining("killed");
      }
      isDead = dying.isDead();
      made.add(Files.exists(young));
      if (!Files.exists(young)) { // again, over what is left
        Compaction.into(folder, young, PLAIN, Acknowledged.NOTHING, NOTHING);
      }
      try (Ewig old = Ewig.open(folder, THERE);
          Ewig fresh = Ewig.open(young, THERE)) {
        assertThat(old.head().size()).isEqualTo(20);
        assertThat(fresh.replica().root()).as("step %s", steps).isEqualTo(root);
      }
      try (Stream<Path> left = Files.list(room)) {
        assertThat(left).containsExactly(young);
      }
    }
    assertThat(steps).isGreaterThan(3);
    assertThat(made).containsExactlyInAnyOrder(true, false);
  }
}
