package io.ewig.engine.internal.salt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.format.Golden;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaltKeysTest {

  private static final Origin SELF = new Origin(1, 2);
  private static final Origin OTHER = new Origin(3, 4);

  @TempDir Path folder;

  private SaltKeys open(long lastSeq) {
    return new SaltKeys(SELF, lastSeq, new SecureRandom(), SaltFile.in(new RealDisk(), folder));
  }

  private static SaltKey key(Origin origin, long fromSeq, long seed) {
    return new SaltKey(origin, fromSeq, new Randoms(seed).bytes(SaltKey.BYTES));
  }

  private static Commit commit(long originSeq, List<byte[]> salts) {
    List<Commit.Fact> facts = new ArrayList<>();
    for (byte[] salt : salts) {
      Payload payload = new Payload.Inline(salt, new byte[] {1});
      facts.add(
          new Commit.Fact(
              World.of("a://garden"), EventType.of("Grew"), null, payload, payload.commitment()));
    }
    return Commit.seal(
        CommitInfo.on(Branch.MAIN, List.of()),
        new Commit.Place(0, 1, SELF, originSeq, 1, Hash.ZERO),
        facts);
  }

  private static List<byte[]> draw(SaltKeys keys, int count) {
    List<byte[]> salts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      salts.add(keys.next());
    }
    return salts;
  }

  private static boolean explains(SaltKey key, byte[] salt) {
    return key.numbers(salt)[0] != SaltKey.NONE;
  }

  @Test
  void aNumberGivesASaltAndTheSaltTheNumber() {
    SaltKey key = key(SELF, 0, 1);
    byte[] salts = key.salts(41, 3);
    assertThat(key.numbers(salts)).containsExactly(41, 42, 43);
    assertThat(key(SELF, 0, 2).numbers(salts)).containsOnly(SaltKey.NONE);
  }

  @Test
  void noTwoSaltsAreTheSame() {
    assertThat(draw(open(0), 5_000).stream().map(HexFormat.of()::formatHex).distinct())
        .hasSize(5_000);
  }

  @Test
  void theKeyOfManySaltsIsGivenAndUsedForNothingNew() {
    SaltKeys keys = open(0);
    Commit commit = commit(1, draw(keys, 10));
    List<SaltKey> given = keys.give(List.of(commit), 10);
    assertThat(given).hasSize(1);
    SaltKey key = given.get(0);
    assertThat(commit.events())
        .allMatch(event -> explains(key, ((Payload.Inline) event.payload()).salt()));
    assertThat(explains(key, keys.next())).isFalse();
    assertThat(keys.give(List.of(commit), 10)).isEqualTo(given);
  }

  @Test
  void aKeyIsNotGivenForFewEvents() {
    SaltKeys keys = open(0);
    assertThat(keys.give(List.of(commit(1, draw(keys, 2))), 2)).isEmpty();
  }

  @Test
  void keysAreKnownAfterTheNextOpening() {
    SaltKeys before = open(0);
    Commit commit = commit(1, draw(before, 10));
    before.learn(List.of(key(OTHER, 7, 3)));
    assertThat(before.save()).isTrue();
    assertThat(before.save()).isFalse();
    SaltKeys after = open(10);
    assertThat(after.give(List.of(commit), 10)).isEqualTo(before.give(List.of(commit), 10));
  }

  @Test
  void whatIsForgottenIsNowhere() {
    SaltKeys keys = open(0);
    Commit commit = commit(1, draw(keys, 10));
    SaltKey old = keys.give(List.of(commit), 10).get(0);
    keys.save();
    keys.forget(10);
    assertThat(folder.resolve(SaltFile.NAME)).doesNotExist();
    assertThat(keys.give(List.of(commit), 10)).isEmpty();
    assertThat(explains(old, keys.next())).isFalse();
  }

  /** Nobody else knows better than we what our salts follow from. */
  @Test
  void keysOfOursAreNotLearnt() {
    SaltKeys keys = open(0);
    keys.learn(List.of(key(SELF, 0, 4)));
    assertThat(keys.give(List.of(commit(1, draw(keys, 10))), 10)).hasSize(1);
  }

  @Test
  void whenThereAreTooManyTheOldestGo() {
    SaltKeys keys = open(0);
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < 4_200; i++) {
      Commit commit = commit(4L * i + 1, draw(keys, 4));
      commits.add(commit);
      keys.give(List.of(commit), 4L * i + 4);
    }
    assertThat(keys.give(List.of(commits.get(0)), 20_000)).isEmpty();
    assertThat(keys.give(List.of(commits.get(4_199)), 20_000)).isNotEmpty();
  }

  @Test
  void aFileThatCantBeReadIsPassedOver() throws IOException {
    Files.write(folder.resolve(SaltFile.NAME), new byte[] {1, 2, 3});
    SaltKeys keys = open(0);
    draw(keys, 10);
    assertThat(keys.save()).isTrue();
    assertThat(SaltFile.in(new RealDisk(), folder).read()).hasSize(1);
  }

  @Test
  void aFlippedBitIsFoundByTheChecksum() {
    byte[] bytes = SaltFile.write(List.of(key(SELF, 5, 1), key(OTHER, 6, 2)));
    for (int at = 0; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 8;
      assertThatThrownBy(() -> SaltFile.read(damaged, Path.of(SaltFile.NAME)))
          .isInstanceOf(CorruptionException.class);
    }
  }

  @Test
  void damagedFilesAreRefusedInLittleMemory() {
    Randoms random = new Randoms(11);
    byte[] sample = SaltFile.write(List.of(key(SELF, 5, 1), key(OTHER, 6, 2)));
    Fuzz.feed(
        "salts",
        () -> Fuzz.damaged(sample, random),
        bytes -> SaltFile.read(bytes, Path.of(SaltFile.NAME)),
        1 << 20);
  }

  @Test
  void theBytesOfTheFileNeverChange() throws IOException {
    Golden.check("salts", SaltFile.write(List.of(key(SELF, 5, 1), key(OTHER, 6, 2))));
  }
}
