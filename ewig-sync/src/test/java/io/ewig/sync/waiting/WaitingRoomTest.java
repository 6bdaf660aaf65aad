package io.ewig.sync.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.engine.replica.Contents;
import io.ewig.engine.replica.Refusal;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingRoomTest {

  private static final Config PLAIN = Config.defaults().withLog(LogKind.PLAIN);

  @TempDir private Path temporary;

  private final Ewig garden = Ewig.inMemory();
  private final Ewig here = Ewig.inMemory();
  private final WaitingRoom room = WaitingRoom.inMemory(here);

  @AfterEach
  void close() {
    garden.close();
    here.close();
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  private static List<Commit> all(Ewig of) {
    List<Commit> commits = new ArrayList<>();
    CommitCursor cursor = of.replica().since(VersionVector.EMPTY);
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    return commits;
  }

  private List<Commit> planted(int count) {
    for (int i = 0; i < count; i++) {
      plant(garden, "rose-" + i);
    }
    return all(garden);
  }

  private static Arrival bring(WaitingRoom to, List<Commit> commits, int... which) {
    List<Commit> some = new ArrayList<>();
    for (int each : which) {
      some.add(commits.get(each));
    }
    return to.adopt(some, Contents.NONE);
  }

  @Test
  void aChildThatComesFirstIsTakenInWithItsParent() {
    List<Commit> commits = planted(3);
    Arrival early = bring(room, commits, 2, 1);
    assertThat(early.waiting()).isEqualTo(2);
    assertThat(early.adopted().parked()).hasSize(2);
    assertThat(early.adopted().commits()).isZero();
    Arrival late = bring(room, commits, 0);
    assertThat(late.waiting()).isZero();
    assertThat(late.adopted().parked()).isEmpty();
    assertThat(late.adopted().commits()).isEqualTo(3);
    assertThat(here.replica().root()).isEqualTo(garden.replica().root());
  }

  @Test
  void whatWaitsIsToldToNobody() {
    List<Commit> commits = planted(3);
    bring(room, commits, 0, 2);
    assertThat(room.size()).isEqualTo(1);
    assertThat(here.replica().version().events()).isEqualTo(1);
    assertThat(all(here)).hasSize(1);
    assertThat(here.head().size()).isEqualTo(1);
  }

  @Test
  void whatComesTwiceWaitsOnce() {
    List<Commit> commits = planted(2);
    bring(room, commits, 1, 1);
    bring(room, commits, 1);
    assertThat(room.size()).isEqualTo(1);
    assertThat(bring(room, commits, 0, 0).adopted().commits()).isEqualTo(2);
  }

  @Test
  void aMeetingThatBringsTheParentTakesInWhatWaits() throws IOException {
    List<Commit> commits = planted(2);
    plant(garden, "last");
    bring(room, all(garden), 2);
    try (Ewig between = Ewig.inMemory()) {
      between.replica().adopt(commits);
      Endpoint there =
          new Endpoint(
              new EngineLocal(between), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
      new Meeting(
              new EngineLocal(here, room), new MemoryQuarantine(), Direction.BOTH, there::answer)
          .run();
    }
    assertThat(room.size()).isZero();
    assertThat(here.replica().standing()).isEqualTo(garden.replica().standing());
  }

  @Test
  void whatWasForgedDoesNotWait() {
    Commit sound = planted(2).get(1);
    Event event = sound.first();
    Commit forged =
        new Commit(
            sound.info(),
            List.of(
                new Event(
                    event.seq(),
                    event.systemNanos(),
                    event.hash(),
                    event.parent(),
                    event.origin(),
                    event.originSeq(),
                    event.hlc() + 1,
                    event.valid(),
                    event.world(),
                    event.type(),
                    event.payload())));
    Arrival arrival = room.adopt(List.of(forged), Contents.NONE);
    assertThat(arrival.waiting()).isZero();
    assertThat(arrival.turnedAway())
        .singleElement()
        .extracting(Refusal::reason)
        .isEqualTo(Refusal.Reason.FORGED_HASH);
  }

  @Test
  void whoWaitsAndIsFoundLyingIsTurnedAwayWithoutTheOthers() throws IOException {
    Path folder = temporary.resolve("twice");
    try (Ewig twice = Ewig.open(folder, PLAIN)) {
      plant(twice, "first");
    }
    Path copy = temporary.resolve("copy");
    copy(folder, copy);
    List<Commit> one = grown(folder, "one");
    List<Commit> other = grown(copy, "other");
    bring(room, one, 1);
    bring(room, other, 1);
    bring(room, planted(2), 1);
    assertThat(room.size()).isEqualTo(3);
    Arrival arrival = bring(room, one, 0);
    assertThat(arrival.turnedAway())
        .singleElement()
        .extracting(Refusal::reason)
        .isEqualTo(Refusal.Reason.EQUIVOCATION);
    assertThat(arrival.adopted().commits()).isEqualTo(2);
    assertThat(arrival.waiting()).isEqualTo(1);
  }

  private static List<Commit> grown(Path folder, String by) {
    try (Ewig database = Ewig.open(folder, PLAIN)) {
      plant(database, by);
      return all(database);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void whatHasWaitedLongestGoesWhenThereIsNoMoreRoom() {
    int more = 10;
    List<Commit> commits = planted(WaitingRoom.COMMITS_MAX + more + 1);
    Arrival full = room.adopt(commits.subList(1, commits.size()), Contents.NONE);
    assertThat(full.waiting()).isEqualTo(WaitingRoom.COMMITS_MAX);
    Arrival first = bring(room, commits, 0);
    assertThat(first.adopted().commits()).isEqualTo(1);
    Arrival again = room.adopt(commits.subList(1, more + 1), Contents.NONE);
    assertThat(again.adopted().commits()).isEqualTo(WaitingRoom.COMMITS_MAX + more);
    assertThat(here.replica().standing()).isEqualTo(garden.replica().standing());
  }

  @Test
  void whatTakesMoreThanAllRoomDoesNotWait() {
    byte[] half = new Randoms(1).bytes(WaitingRoom.BYTES_MAX / 16);
    plant(garden, "first");
    for (int i = 0; i < 20; i++) {
      garden.append(EventBuilder.in("a://garden").payload(half));
    }
    List<Commit> commits = all(garden);
    room.adopt(commits.subList(1, commits.size()), Contents.NONE);
    assertThat(room.size()).isBetween(12, 16);
  }

  @Test
  void afterARestartItWaitsStill() {
    List<Commit> commits = planted(4);
    Path folder = temporary.resolve("laptop");
    try (Ewig laptop = Ewig.open(folder, PLAIN)) {
      bring(WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT), commits, 3);
      bring(WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT), commits, 1);
    }
    try (Ewig laptop = Ewig.open(folder, PLAIN)) {
      WaitingRoom found = WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT);
      assertThat(found.size()).isEqualTo(2);
      bring(found, commits, 0);
      assertThat(found.size()).isEqualTo(1);
      assertThat(bring(found, commits, 2).adopted().commits()).isEqualTo(2);
      assertThat(laptop.replica().root()).isEqualTo(garden.replica().root());
    }
    assertThat(folder.resolve("sync").resolve("waiting.eww")).doesNotExist();
  }

  /** It may be erased from now on, and is to be nowhere then. */
  @Test
  void whatWasTakenInIsNotInTheFileAnyMore() throws IOException {
    List<Commit> commits = planted(4);
    Path folder = temporary.resolve("laptop");
    Path file = folder.resolve("sync").resolve("waiting.eww");
    try (Ewig laptop = Ewig.open(folder, PLAIN)) {
      WaitingRoom waits = WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT);
      bring(waits, commits, 3);
      byte[] one = Files.readAllBytes(file);
      bring(waits, commits, 1);
      assertThat(Files.size(file)).isGreaterThan(one.length);
      bring(waits, commits, 0);
      assertThat(waits.size()).isEqualTo(1);
      assertThat(Files.readAllBytes(file)).isEqualTo(one);
    }
  }

  /** Whatever a crash leaves of the file, or a bad disk makes of it. */
  @Test
  void aDamagedFileIsBelievedUpToTheDamage() throws IOException {
    List<Commit> commits = planted(4);
    Path folder = temporary.resolve("laptop");
    Path file = folder.resolve("sync").resolve("waiting.eww");
    try (Ewig laptop = Ewig.open(folder, PLAIN)) {
      bring(WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT), commits, 1, 2, 3);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length += 7) {
        byte[] cut = Arrays.copyOf(whole, length);
        Files.write(file, cut);
        assertThat(WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT).size())
            .isLessThan(3);
        byte[] flipped = whole.clone();
        flipped[length] ^= 0x10;
        Files.write(file, flipped);
        WaitingRoom found = WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT);
        assertThat(found.size()).isLessThan(3);
        assertThat(WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT).size())
            .isEqualTo(found.size());
      }
      bring(WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT), commits, 1, 2, 3);
      assertThat(
              bring(WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT), commits, 0)
                  .adopted()
                  .commits())
          .isEqualTo(4);
      assertThat(laptop.replica().root()).isEqualTo(garden.replica().root());
    }
  }

  @Test
  void ofAnEncryptedDatabaseItWaitsInMemoryOnly() {
    List<Commit> commits = planted(2);
    Path folder = temporary.resolve("secret");
    try (Ewig laptop =
        Ewig.open(folder, PLAIN.withKey(Keys.passphrase("correct horse".toCharArray())))) {
      WaitingRoom found = WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT);
      assertThat(bring(found, commits, 1).waiting()).isEqualTo(1);
      assertThat(folder.resolve("sync")).doesNotExist();
      assertThat(bring(found, commits, 0).adopted().commits()).isEqualTo(2);
    }
  }

  @Test
  void whatCannotBeWrittenDoesNotWait() throws IOException {
    List<Commit> commits = planted(2);
    Path folder = temporary.resolve("laptop");
    try (Ewig laptop = Ewig.open(folder, PLAIN)) {
      WaitingRoom full = WaitingRoom.in(folder, laptop, () -> SignaturePolicy.DEFAULT);
      Files.createFile(folder.resolve("sync"));
      assertThatThrownBy(() -> bring(full, commits, 1))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("waiting.eww");
      assertThat(full.size()).isZero();
      Files.delete(folder.resolve("sync"));
      assertThat(bring(full, commits, 1).waiting()).isEqualTo(1);
    }
  }
}
