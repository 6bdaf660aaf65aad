package io.ewig.engine.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ewig.engine.Tier;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.crypt.TestKeys;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged runs give an error that names file and offset, or the right answers; never wrong ones.
 */
class RunDamageTest {

  private final Randoms random = new Randoms(5);
  private final History history = new History(random, 12);
  private Path folder;
  private VersionsOptions options;

  @BeforeEach
  void makeFolder() {
    folder = Folders.fresh();
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Folders.delete(folder);
  }

  private void write(FrameKeys keys, int runs) {
    options = Folders.options(folder, new RealDisk(), keys, 1 << 20);
    try (Versions versions = Versions.open(options, history::has)) {
      for (int run = 0; run < runs; run++) {
        for (int i = 0; i < 40; i++) {
          History.apply(history.next(), versions);
        }
        versions.flush();
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(options.folder())) {
      return files.sorted().toList();
    }
  }

  private int everything() {
    int sum = 0;
    try (Versions versions = Versions.open(options, history::has)) {
      Lineage all = Lineage.of(1);
      for (long instant : new long[] {1_000_500}) {
        Moment at = new Moment(all, Long.MAX_VALUE, instant);
        VersionCursor cursor = versions.scan(null, null, at, false);
        while (cursor.next()) {
          Version found = versions.find(cursor.key(), at);
          assertThat(found).isNotNull();
          sum = 31 * sum + Arrays.hashCode(cursor.key()) + Arrays.hashCode(found.value());
          HistoryCursor versionsOfKey = versions.history(cursor.key(), all, 0, Long.MAX_VALUE);
          while (versionsOfKey.next()) {
            Version version = versionsOfKey.version();
            sum = 31 * sum + Long.hashCode(version.seq()) + Arrays.hashCode(version.value());
            sum = 31 * sum + Long.hashCode(version.validFrom() ^ version.systemNanos());
          }
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFlippedByteIsNoticedOrDoesNotMatter(boolean isEncrypted) throws IOException {
    write(isEncrypted ? TestKeys.in(folder) : FrameKeys.NONE, 1);
    int expected = everything();
    int noticed = 0;
    int flipped = 0;
    int stride = Tier.oneIn(9);
    for (Path file : files()) {
      byte[] right = Files.readAllBytes(file);
      for (int at = 0; at < right.length; at += 1 + random.below(stride)) {
        byte[] wrong = right.clone();
        wrong[at] ^= (byte) (1 << random.below(8));
        Files.write(file, wrong);
        flipped++;
        noticed += isNoticed(expected) ? 1 : 0;
      }
      Files.write(file, right);
    }
    assertThat(everything()).isEqualTo(expected);
    System.out.println("runs, encrypted " + isEncrypted + ": " + noticed + " of " + flipped);
    assertThat(noticed).isGreaterThan(flipped / 3); // the rest fills up pages
  }

  private boolean isNoticed(int expected) {
    try {
      assertThat(everything()).isEqualTo(expected);
      return false;
    } catch (CorruptionException e) {
      assertThat(e.file()).startsWith(options.folder().toString());
      return true;
    } catch (UserException wrongKey) {
      return true; // the wrapped key is what was flipped
    }
  }

  @Test
  void aPageThatNobodyReadIsFoundByACheck() throws IOException {
    write(FrameKeys.NONE, 1);
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[5000] ^= 1;
    Files.write(file, bytes);
    try (Versions versions = Versions.open(options, history::has)) {
      assertThatThrownBy(versions::check)
          .isInstanceOf(CorruptionException.class)
          .hasMessageContaining("00000001.ewr at offset 4096")
          .hasMessageContaining("checksum");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whatIsDamagedIsDroppedWithAllThatIsNewer(int damaged) throws IOException {
    write(FrameKeys.NONE, 3);
    List<Path> files = files(); // three runs and the manifest
    Path file = files.get(damaged);
    byte[] right = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(right, right.length - 1));
    CorruptionException damage = (CorruptionException) catchThrowable(this::everything);
    Versions.drop(options, damage);
    VersionOracle oracle = new VersionOracle();
    history.commits().forEach(c -> c.entries().forEach(e -> oracle.put(e.key(), e.version())));
    try (Versions versions = Versions.open(options, history::has)) {
      assertThat(versions.statistics().runs()).isEqualTo(damaged == 3 ? 0 : damaged);
      history.catchUp(versions);
      new Questions(random, history, oracle).ask(versions, 500);
    }
  }

  @Test
  void aMissingRunIsNamed() throws IOException {
    write(FrameKeys.NONE, 2);
    Files.delete(files().get(1));
    assertThatThrownBy(this::everything)
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("00000002.ewr");
  }

  @Test
  void runsExchangedAreNoticed() throws IOException {
    write(FrameKeys.NONE, 2);
    byte[] first = Files.readAllBytes(files().get(0));
    Files.write(files().get(1), first);
    assertThatThrownBy(this::everything).isInstanceOf(CorruptionException.class);
  }

  @Test
  void anEncryptedRunNeedsItsKey() throws IOException {
    write(TestKeys.in(folder), 1);
    options = Folders.options(folder, new RealDisk(), FrameKeys.NONE, 1000);
    assertThatThrownBy(this::everything)
        .isInstanceOf(EwigException.class)
        .hasMessageContaining("encrypted");
  }

  @Test
  void anEncryptedRunShowsNoKeyAndNoValue() throws IOException {
    options = Folders.options(folder, new RealDisk(), TestKeys.in(folder), 1 << 20);
    byte[] secret = new Randoms(3).bytes(40);
    try (Versions versions = Versions.open(options, history::has)) {
      versions.put(secret, 0, 0, 0, 0, 1, secret);
      versions.advance(1, Hash.ZERO);
      versions.flush();
    }
    String file = hex(Files.readAllBytes(files().get(0)));
    assertThat(file).doesNotContain(hex(Arrays.copyOf(secret, 8)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
