package io.ewig.engine.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.Line;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.FaultyDisk;
import io.ewig.engine.internal.disk.PowerLossDisk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

  @TempDir private Path temporary;

  private final Ewig db = Ewig.inMemory();
  private final Workshop workshop = new Workshop(db);
  private Path folder;

  @BeforeEach
  void work() throws IOException {
    folder = Files.createDirectories(temporary.resolve("garden"));
    new Gardening(db, new Randoms(3)).work(60);
    workshop.catchUp();
  }

  @AfterEach
  void close() {
    db.close();
  }

  private Line main() {
    return workshop.state().refs().branch("main").line();
  }

  private Hash rootNow() {
    return workshop.checkpoints(CheckpointPolicy.DEFAULT).root(now());
  }

  private Sight now() {
    return new Sight(main().lineage(), db.head().size());
  }

  private Checkpoints open(Disk disk, Path where) {
    CheckpointFile file = new CheckpointFile(disk, where);
    return new Checkpoints(workshop.state(), file, CheckpointPolicy.DEFAULT, true);
  }

  private Checkpoints open() {
    return open(new RealDisk(), folder);
  }

  private void talk() {
    talk("new");
  }

  private void talk(String id) {
    EventBuilder event = EventBuilder.in(Gardening.GARDEN).type("ObjectCreated");
    db.append(event.json("{\"id\":\"" + id + "\"}"));
    workshop.catchUp();
  }

  @Test
  void checkpointsAreThereAgain() {
    Checkpoint taken = open().take(main());
    talk();
    assertThat(open().all()).containsExactly(taken);
    assertThat(open().root(now())).isEqualTo(rootNow());
  }

  @Test
  void thoseOfAnotherLogAreLeftAside() {
    try (Ewig other = Ewig.inMemory()) {
      new Gardening(other, new Randoms(4)).work(90);
      Workshop theirs = new Workshop(other);
      theirs.catchUp();
      CheckpointFile file = new CheckpointFile(new RealDisk(), folder);
      new Checkpoints(theirs.state(), file, CheckpointPolicy.DEFAULT, true)
          .take(theirs.state().refs().branch("main").line());
    }
    assertThat(open().all()).isEmpty();
    assertThat(open().root(now())).isEqualTo(rootNow());
  }

  @Test
  void thoseWithoutATreeAreLeftAside() {
    open().take(main());
    Workshop bare = new Workshop(db);
    bare.catchUp();
    CheckpointFile file = new CheckpointFile(new RealDisk(), folder);
    Checkpoints there = new Checkpoints(bare.state(), file, CheckpointPolicy.DEFAULT, true);
    assertThat(there.all()).isEmpty();
    assertThat(there.root(now())).isEqualTo(rootNow());
  }

  @Test
  void thoseMadeUnderOtherRulesAreLeftAside() {
    Checkpoint taken = open().take(main());
    new CheckpointFile(new RealDisk(), folder).replace(Hash.ZERO, List.of(taken));
    assertThat(open().all()).isEmpty();
  }

  @Test
  void aTreeThatLostANodeIsMadeAgain() {
    for (int i = 0; i < 300; i++) {
      talk("plant" + i);
    }
    Checkpoint taken = open().take(main());
    workshop.lose(child(taken.root()));
    talk();
    Checkpoints again = open();
    assertThat(again.all()).hasSize(1);
    Hash root = again.root(now());
    assertThat(root).isEqualTo(rootNow());
    assertThat(again.root(now())).isEqualTo(root);
  }

  private Hash child(Hash root) {
    List<Hash> children = new ArrayList<>();
    Checkpoints.references(root, workshop.store().get(root), children::add);
    return children.isEmpty() ? root : children.get(0);
  }

  @Test
  void aDamagedListIsForgotten() throws IOException {
    open().take(main());
    Path file = folder.resolve(CheckpointFile.NAME);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(open().all()).isEmpty();
    assertThat(open().root(now())).isEqualTo(rootNow());
  }

  @Test
  void aDeletedListIsMadeAgain() {
    open().take(main());
    new CheckpointFile(new RealDisk(), folder).delete();
    assertThat(open().all()).isEmpty();
    assertThat(open().take(main()).root()).isEqualTo(rootNow());
  }

  @Test
  void whereNothingMayBeWrittenRootsAreTheSame() {
    open().take(main());
    talk();
    CheckpointFile file =
        new CheckpointFile(new FaultyDisk(0, FaultyDisk.Lasting.ONCE, ""), folder);
    Checkpoints reading = new Checkpoints(workshop.state(), file, CheckpointPolicy.DEFAULT, false);
    assertThat(reading.root(now())).isEqualTo(rootNow());
    assertThat(reading.step()).isFalse();
  }

  @Test
  void whateverFailsTheOldListOrTheNewOneIsThere() {
    Checkpoint old = open().take(main());
    talk();
    FaultyDisk counting = new FaultyDisk(0, FaultyDisk.Lasting.ONCE, FaultyDisk.IO_ERROR);
    open(counting, folder).take(main());
    for (long failing = 1; failing <= counting.operations(); failing++) {
      new CheckpointFile(new RealDisk(), folder)
          .replace(State.rules(workshop.state().reducers()), List.of(old));
      FaultyDisk disk = new FaultyDisk(failing, FaultyDisk.Lasting.FOR_EVER, FaultyDisk.NO_SPACE);
      Checkpoints failed = open(disk, folder);
      assertThatThrownBy(() -> failed.take(main()))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining(CheckpointFile.NAME);
      assertThat(open().all()).first().isIn(old, open().take(main()));
      assertThat(open().root(now())).isEqualTo(rootNow());
    }
  }

  @Test
  void afterAPowerLossTheListIsUsedOrMadeAgain() throws IOException {
    Path live = temporary.resolve("live");
    PowerLossDisk disk = new PowerLossDisk(live, PowerLossDisk.Forcing.HONEST);
    Randoms random = new Randoms(77);
    int[] images = {0};
    disk.onMoment(
        operation -> {
          for (PowerLossDisk.Mode mode : PowerLossDisk.Mode.values()) {
            Path image = temporary.resolve("image" + images[0]++);
            disk.image(random, mode, image);
            Checkpoints after = open(new RealDisk(), image);
            assertThat(after.root(now())).as(operation).isEqualTo(rootNow());
          }
        });
    for (int i = 0; i < 5; i++) {
      open(disk, live).take(main());
      talk();
    }
    assertThat(images[0]).isGreaterThan(20);
  }
}
