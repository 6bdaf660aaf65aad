package io.ewig.engine.internal.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.crypt.cipher.ByteRange;
import io.ewig.engine.internal.crypt.cipher.Bytes;
import io.ewig.engine.internal.crypt.cipher.DataKey;
import io.ewig.engine.internal.crypt.cipher.FrameCipher;
import io.ewig.engine.internal.crypt.cipher.RawKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KeyVaultTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final KeyProvider OLD = Bytes.provider("old", Bytes.random(32, 1));
  private static final KeyProvider NEW = Bytes.provider("new", Bytes.random(32, 2));

  private static final ByteRange HEADER = ByteRange.of(Bytes.ascii("header"));
  private static final byte[] PLAIN = Bytes.ascii("a://world was created");

  @TempDir Path folder;

  /** A frame and the key for it, as the log keeps them. */
  private record Written(byte[] wrapped, byte[] sealed) {}

  private static Written write(KeyVault vault) {
    try (DataKey key = vault.freshKey()) {
      byte[] sealed = new byte[FrameCipher.sealedBytes(PLAIN.length)];
      key.cipher().encrypt(0, HEADER, ByteRange.of(PLAIN), sealed, 0);
      return new Written(key.wrapped(), sealed);
    }
  }

  private static byte[] read(KeyVault vault, Written written) throws Exception {
    try (DataKey key = vault.unwrap(written.wrapped)) {
      byte[] plain = new byte[PLAIN.length];
      key.cipher().decrypt(0, HEADER, ByteRange.of(written.sealed), plain, 0);
      return plain;
    }
  }

  private Written created() {
    try (KeyVault vault = KeyVault.create(folder, OLD, RANDOM)) {
      return write(vault);
    }
  }

  private void assertOpens(KeyProvider provider, Written written) throws Exception {
    try (KeyVault vault = KeyVault.open(folder, provider, RANDOM)) {
      assertThat(read(vault, written)).isEqualTo(PLAIN);
    }
  }

  private Path first() {
    return folder.resolve("keys.ewk");
  }

  private Path second() {
    return folder.resolve("keys.ewk.copy");
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var list = Files.list(folder)) {
      for (Path file : list.toList()) {
        files.put(
            file.getFileName().toString(),
            Files.getLastModifiedTime(file) + Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void whatOneOpeningEncryptsAnotherDecrypts() throws Exception {
    assertThat(KeyVault.exists(folder)).isFalse();

    Written written = created();

    assertThat(KeyVault.exists(folder)).isTrue();
    assertThat(written.wrapped).hasSize(DataKey.WRAPPED_BYTES).hasSize(60);
    assertOpens(OLD, written);
  }

  @Test
  void bothCopiesAreTheOwnersOnlyAndNothingElseIsLeft() throws Exception {
    created();

    assertThat(files()).containsOnlyKeys("keys.ewk", "keys.ewk.copy");
    for (Path file : new Path[] {first(), second()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(first()).hasSameBinaryContentAs(second());
  }

  @Test
  void keysAreNeverMadeTwice() throws Exception {
    created();
    Files.delete(first());
    Map<String, String> before = files();

    assertThatThrownBy(() -> KeyVault.create(folder, NEW, RANDOM))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(folder.toString());
    assertThat(files()).isEqualTo(before);
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.SECONDS)
  void aWrongKeyIsRefusedAtOnceAndChangesNothing() throws Exception {
    created();
    Map<String, String> before = files();

    assertThatThrownBy(() -> KeyVault.open(folder, NEW, RANDOM))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_KEY))
        .hasMessageContainingAll("'new'", "'old'", first().toString(), "give the key that");
    assertThatThrownBy(() -> KeyVault.rotate(folder, NEW, OLD, RANDOM))
        .isInstanceOf(UserException.class);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aProviderThatGivesAShortKeyIsNamed() {
    assertThatThrownBy(() -> KeyVault.create(folder, Bytes.provider("mine", new byte[16]), RANDOM))
        .hasMessageContaining("key provider 'mine' gave a key of 16 bytes");
    assertThat(KeyVault.exists(folder)).isFalse();
  }

  @Test
  void aProviderNeedsAName() {
    for (String name : new String[] {"", "two words", "x".repeat(33), "\u00e4"}) {
      assertThatThrownBy(() -> KeyVault.create(folder, Bytes.provider(name, new byte[32]), RANDOM))
          .isInstanceOf(UserException.class);
    }
  }

  @Test
  void afterRotationTheNewKeyOpensAndTheOldIsRefused() throws Exception {
    Written written = created();

    KeyVault.rotate(folder, OLD, NEW, RANDOM);

    assertOpens(NEW, written);
    assertThatThrownBy(() -> KeyVault.open(folder, OLD, RANDOM)).isInstanceOf(UserException.class);
    Files.delete(first());
    assertThatThrownBy(() -> KeyVault.open(folder, OLD, RANDOM)).isInstanceOf(UserException.class);
    assertOpens(NEW, written);
  }

  @Test
  void rotationDoesNotDisturbAnOpenVault() throws Exception {
    try (KeyVault vault = KeyVault.create(folder, OLD, RANDOM)) {
      KeyVault.rotate(folder, OLD, NEW, RANDOM);
      assertOpens(NEW, write(vault));
    }
  }

  @Test
  void anInterruptedRotationLeavesTheOldKeyInForce() throws Exception {
    Written written = created();
    byte[] before = Files.readAllBytes(first());
    KeyVault.rotate(folder, OLD, NEW, RANDOM);
    Files.write(first(), before); // the copy was written, the file not yet
    Files.write(folder.resolve("keys.ewk.new"), new byte[50]);

    assertOpens(OLD, written);
    try (KeyVault vault = KeyVault.open(folder, OLD, RANDOM)) {
      assertThat(vault.notices()).singleElement().asString().contains("interrupted");
    }
    assertThatThrownBy(() -> KeyVault.open(folder, NEW, RANDOM)).isInstanceOf(UserException.class);

    KeyVault.rotate(folder, OLD, NEW, RANDOM);

    assertThat(files()).containsOnlyKeys("keys.ewk", "keys.ewk.copy");
    try (KeyVault vault = KeyVault.open(folder, NEW, RANDOM)) {
      assertThat(vault.notices()).isEmpty();
      assertThat(read(vault, written)).isEqualTo(PLAIN);
    }
  }

  @Test
  void everyDamagedByteOfTheFirstCopyFallsBackToTheSecondAndSaysSo() throws Exception {
    Written written = created();
    byte[] good = Files.readAllBytes(first());
    for (int at = 0; at < good.length; at++) {
      Files.write(first(), Bytes.flipped(good, 8 * at));
      assertFallsBack(written, "keys.ewk at offset 128");
    }
    for (int length = 0; length < good.length; length++) {
      Files.write(first(), Arrays.copyOf(good, length));
      assertFallsBack(written, "keys.ewk at offset " + length + ":");
    }
    Files.delete(first());
    assertFallsBack(written, "keys.ewk: is missing");
    Files.createDirectory(first());
    assertFallsBack(written, "keys.ewk can't be read");
  }

  private void assertFallsBack(Written written, String notice) throws Exception {
    try (KeyVault vault = KeyVault.open(folder, OLD, RANDOM)) {
      assertThat(read(vault, written)).isEqualTo(PLAIN);
      assertThat(vault.notices())
          .singleElement()
          .asString()
          .contains(notice, "keys.ewk.copy was read instead");
    }
  }

  @Test
  void aDamagedSecondCopyIsReportedToo() throws Exception {
    Written written = created();
    Files.write(second(), new byte[7]);

    try (KeyVault vault = KeyVault.open(folder, OLD, RANDOM)) {
      assertThat(read(vault, written)).isEqualTo(PLAIN);
      assertThat(vault.notices())
          .singleElement()
          .asString()
          .contains("keys.ewk.copy at offset 7", "keys.ewk holds");
    }
  }

  @Test
  void repairMakesBothCopiesWholeAgain() throws Exception {
    Written written = created();
    byte[] good = Files.readAllBytes(first());
    for (Path damaged : new Path[] {first(), second()}) {
      Files.write(damaged, new byte[7]);
      try (KeyVault vault = KeyVault.open(folder, OLD, RANDOM)) {
        vault.repair();
      }
      assertThat(first()).hasBinaryContent(good);
      assertThat(second()).hasBinaryContent(good);
    }
    assertOpens(OLD, written);
  }

  @Test
  void whenBothCopiesAreDamagedTheFirstIsNamed() throws Exception {
    created();
    byte[] good = Files.readAllBytes(first());
    Files.write(first(), Bytes.flipped(good, 77));
    Files.write(second(), Arrays.copyOf(good, 60));

    assertDamaged(first(), KeyFileFormat.CRC, ErrorCode.CORRUPT_FILE);

    Files.delete(first());
    assertDamaged(second(), 60, ErrorCode.CORRUPT_FILE);

    Files.delete(second());
    assertDamaged(first(), -1, ErrorCode.MISSING_FILE);
  }

  private void assertDamaged(Path file, long offset, ErrorCode code) {
    assertThatThrownBy(() -> KeyVault.open(folder, OLD, RANDOM))
        .isInstanceOfSatisfying(
            CorruptionException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.file()).isEqualTo(file.toString());
              assertThat(e.offset()).isEqualTo(offset);
              assertThat(e.getSuppressed()).hasSize(1);
            });
  }

  @Test
  void anOldCopyOfANewerVersionDoesNotWin() throws Exception {
    created();
    byte[] newer = Files.readAllBytes(first());
    newer[KeyFileFormat.VERSION] = 2;
    ByteBuffer.wrap(newer)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(KeyFileFormat.CRC, KeyFileFormat.checksum(newer));
    Files.write(first(), newer);

    assertThatThrownBy(() -> KeyVault.open(folder, OLD, RANDOM))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT));
  }

  @Test
  void aDataKeyOfAnotherDatabaseIsNoticed() throws Exception {
    created();
    Path other = Files.createDirectory(folder.resolve("other"));
    try (KeyVault mine = KeyVault.open(folder, OLD, RANDOM);
        KeyVault theirs = KeyVault.create(other, OLD, RANDOM)) {
      byte[] wrapped = write(theirs).wrapped;
      for (byte[] foreign : new byte[][] {wrapped, new byte[60], new byte[59], {}}) {
        assertThatThrownBy(() -> mine.unwrap(foreign))
            .isInstanceOf(CorruptionException.class)
            .hasMessageContaining(first().toString());
      }
    }
  }

  @Test
  void everyFlippedBitOfADataKeyIsNoticed() {
    try (KeyVault vault = KeyVault.create(folder, OLD, RANDOM)) {
      byte[] wrapped = write(vault).wrapped;
      for (int bit = 0; bit < 8 * wrapped.length; bit++) {
        byte[] changed = Bytes.flipped(wrapped, bit);
        assertThatThrownBy(() -> vault.unwrap(changed)).isInstanceOf(CorruptionException.class);
      }
    }
  }

  @Test
  void afterCloseAVaultGivesOutNothing() {
    KeyVault vault = KeyVault.create(folder, OLD, RANDOM);
    byte[] wrapped = write(vault).wrapped;

    vault.close();

    assertThatThrownBy(vault::freshKey).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> vault.unwrap(wrapped)).isInstanceOf(UserException.class);
    assertThatThrownBy(vault::repair).isInstanceOf(UserException.class);
  }

  /** Invariant I10, over crashes and copies: each opening takes up with seq 0 again. */
  @Test
  void noNonceIsUsedTwice() throws Exception {
    NonceRecorder recorder = new NonceRecorder();
    recorder.create(folder, OLD).close();
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (Path file : new Path[] {first(), second()}) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    int openings = 20;
    int frames = 100;
    for (int i = 0; i < openings; i++) {
      try (KeyVault vault = recorder.open(i % 2 == 0 ? folder : copy, OLD);
          DataKey key = vault.freshKey()) {
        for (int seq = 0; seq < frames; seq++) {
          byte[] plain = new byte[seq * 200];
          byte[] sealed = new byte[FrameCipher.sealedBytes(plain.length)];
          key.cipher().encrypt(seq, HEADER, ByteRange.of(plain), sealed, 0);
        }
      }
    }
    assertThat(recorder.count()).isGreaterThan(openings * frames);
  }

  @Test
  void theRecorderNoticesANonceThatIsUsedTwice() {
    NonceRecorder recorder = new NonceRecorder();
    RawKey key = new RawKey(Bytes.random(32, 3));
    recorder.used(key, new byte[12]);

    assertThatThrownBy(() -> recorder.used(key, new byte[12])).isInstanceOf(AssertionError.class);
    recorder.used(new RawKey(Bytes.random(32, 4)), new byte[12]);
  }
}
