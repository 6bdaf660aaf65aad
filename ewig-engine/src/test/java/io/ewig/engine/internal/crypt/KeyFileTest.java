package io.ewig.engine.internal.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.crypt.cipher.Bytes;
import io.ewig.engine.internal.crypt.cipher.DataKey;
import io.ewig.engine.internal.crypt.cipher.NonceWatch;
import io.ewig.engine.internal.crypt.cipher.RawKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

class KeyFileTest {

  private static final byte[] USER_KEY = Bytes.rising(0x00, 32);
  private static final byte[] STORE_KEY = Bytes.rising(0x40, 32);

  /** Written by Python's cryptography package from the byte diagram of KeyFileFormat. */
  private static final String GOLDEN =
      "455749474b455901"
          + "6b65792d66696c65000000000000000000000000000000000000000000000000"
          + "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"
          + "000000000000000000000000"
          + "b0b1b2b3b4b5b6b7b8b9babb"
          + "d91418e8a888fd180fb1dde98110c68dd46d1b81417bd9620697d8aa00dfac49"
          + "dd6e7718cbea04eb520c00f833e4efa8"
          + "0d606658";

  private static byte[] golden() {
    return HexFormat.of().parseHex(GOLDEN);
  }

  @Test
  void theFileIsWrittenAsItAlwaysWas() {
    SealedStoreKey sealed =
        SealedStoreKey.seal(
            new RawKey(STORE_KEY.clone()),
            Bytes.provider("key-file", USER_KEY),
            Bytes.dealing(Bytes.rising(0xa0, 16), Bytes.rising(0xb0, 12)),
            NonceWatch.NONE);

    assertThat(HexFormat.of().formatHex(KeyFileWriter.file(sealed))).isEqualTo(GOLDEN);
  }

  @Test
  void theFileIsReadAsItAlwaysWas() throws Exception {
    SealedStoreKey sealed = KeyFileReader.read(golden(), "keys.ewk");

    assertThat(sealed.provider()).isEqualTo("key-file");
    assertThat(sealed.kdf()).isEqualTo(KdfParameters.NONE);
    assertThat(sealed.unseal(Bytes.provider("mine", USER_KEY)).getEncoded()).isEqualTo(STORE_KEY);
  }

  /** The expected bytes are from Python as well. */
  @Test
  void aDataKeyIsWrappedAsItAlwaysWas() throws Exception {
    String golden =
        "c0c1c2c3c4c5c6c7c8c9cacb"
            + "dfc5b24dfe1fbb6cfc30aebd272e2c420f64ccc24abbb89f642aa9f7b4e7e4d9"
            + "1abfebfab258e2518b58fe7fa4250f89";
    RawKey storeKey = new RawKey(STORE_KEY.clone());

    DataKey fresh =
        DataKey.fresh(
            storeKey,
            Bytes.dealing(Bytes.rising(0x80, 32), Bytes.rising(0xc0, 12)),
            NonceWatch.NONE);

    assertThat(HexFormat.of().formatHex(fresh.wrapped())).isEqualTo(golden);
    assertThat(DataKey.unwrap(storeKey, fresh.wrapped()).wrapped()).isEqualTo(fresh.wrapped());
  }

  @Test
  void theLongestNameAndACostComeBack() {
    SealedStoreKey sealed =
        new SealedStoreKey(
            "aws-kms:alias/ewig_01.main-regio",
            Bytes.random(16, 1),
            new KdfParameters(19456, 2, 1),
            Bytes.random(60, 2));

    assertThat(KeyFileReader.read(KeyFileWriter.file(sealed), "keys.ewk")).isEqualTo(sealed);
  }

  @Test
  void everyFlippedBitIsDamage() {
    for (int bit = 0; bit < 8 * KeyFileFormat.BYTES; bit++) {
      assertDamaged(Bytes.flipped(golden(), bit), KeyFileFormat.CRC);
    }
  }

  @Test
  void aFileCutAnywhereIsDamage() {
    for (int length = 0; length < KeyFileFormat.BYTES; length++) {
      assertDamaged(Arrays.copyOf(golden(), length), length);
    }
  }

  @Test
  void aFileThatIsTooLongIsDamage() {
    assertDamaged(Arrays.copyOf(golden(), 133), 133);
    assertDamaged(withChecksum(Arrays.copyOf(golden(), 140)), 140);
  }

  @Test
  void aForeignFileIsDamage() {
    byte[] foreign = golden();
    foreign[0] = 'X';
    assertDamaged(withChecksum(foreign), KeyFileFormat.MAGIC);
  }

  @Test
  void aForgedCostIsDamageAndNotATask() {
    ByteBuffer forged = ByteBuffer.wrap(golden()).order(ByteOrder.LITTLE_ENDIAN);
    forged.putInt(KeyFileFormat.MEMORY, Integer.MAX_VALUE);
    forged.putInt(KeyFileFormat.ITERATIONS, 1_000_000);
    forged.putInt(KeyFileFormat.LANES, 1);
    assertDamaged(withChecksum(forged.array()), KeyFileFormat.PROVIDER);
  }

  @Test
  void aNewerVersionIsNotDamage() {
    byte[] newer = golden();
    newer[KeyFileFormat.VERSION] = 2;
    assertThatThrownBy(() -> KeyFileReader.read(withChecksum(newer), "data/keys.ewk"))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
        .hasMessageContaining("data/keys.ewk is of version 2");
  }

  /** Whoever changes the file and mends its checksum is stopped by the tag. */
  @Test
  void everyByteIsCoveredByTheTag() throws Exception {
    for (int at = KeyFileFormat.PROVIDER; at < KeyFileFormat.CRC; at++) {
      byte[] forged = golden();
      forged[at] ^= 1;
      withChecksum(forged);
      SealedStoreKey sealed;
      try {
        sealed = KeyFileReader.read(forged, "keys.ewk");
      } catch (CorruptionException refusedAtTheDoor) {
        assertThat(refusedAtTheDoor.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
        continue;
      }
      assertThatThrownBy(() -> sealed.unseal(Bytes.provider("key-file", USER_KEY)))
          .isInstanceOf(AEADBadTagException.class);
    }
  }

  private static byte[] withChecksum(byte[] file) {
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(file.length - Integer.BYTES, KeyFileFormat.checksum(file));
    return file;
  }

  private static void assertDamaged(byte[] file, long offset) {
    assertThatThrownBy(() -> KeyFileReader.read(file, "data/keys.ewk"))
        .isInstanceOfSatisfying(
            CorruptionException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
              assertThat(e.file()).isEqualTo("data/keys.ewk");
              assertThat(e.offset()).isEqualTo(offset);
            });
  }
}
