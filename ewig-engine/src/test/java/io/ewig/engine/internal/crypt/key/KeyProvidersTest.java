package io.ewig.engine.internal.crypt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.crypt.KeyVault;
import io.ewig.engine.internal.crypt.cipher.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyProvidersTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] SALT = Bytes.rising(0xa0, 16);
  private static final byte[] KEY = Bytes.random(32, 1);
  private static final String HEX = HexFormat.of().formatHex(KEY);

  /** Cheap, so that a test may derive often. */
  private static final KdfParameters CHEAP = new KdfParameters(64, 1, 1);

  @TempDir Path folder;

  private static byte[] keyOf(KeyProvider provider) {
    return provider.key(SALT.clone(), provider.kdf());
  }

  private static void assertUnavailable(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNAVAILABLE))
        .hasMessageContainingAll(words);
  }

  private Path keyFile(byte[] content, String rights) throws Exception {
    Path file = Files.write(folder.resolve("ewig.key"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @Test
  void aGeneratedKeyFileIsTheOwnersOnlyAndOpensADatabase() throws Exception {
    Path file = folder.resolve("ewig.key");

    KeyFileProvider provider = KeyFileProvider.generate(file, RANDOM);

    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    KeyVault.create(folder, provider, RANDOM).close();
    KeyVault.open(folder, new KeyFileProvider(file), RANDOM).close();
  }

  @Test
  void aKeyFileIsNeverOverwritten() {
    Path file = folder.resolve("ewig.key");
    byte[] key = keyOf(KeyFileProvider.generate(file, RANDOM));

    assertThatThrownBy(() -> KeyFileProvider.generate(file, RANDOM))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(file.toString());
    assertThat(keyOf(new KeyFileProvider(file))).isEqualTo(key);
  }

  @Test
  void aKeyFileHoldsDigitsOrRawBytes() throws Exception {
    for (byte[] content :
        new byte[][] {
          KEY, Bytes.ascii(HEX), Bytes.ascii(" " + HEX.toUpperCase(Locale.ROOT) + "\r\n")
        }) {
      assertThat(keyOf(new KeyFileProvider(keyFile(content, "rw-------")))).isEqualTo(KEY);
    }
  }

  @Test
  void aKeyFileOfOtherContentIsRefused() throws Exception {
    for (String content :
        new String[] {"", "x", HEX + "0", HEX.substring(1), HEX.substring(1) + "g"}) {
      KeyFileProvider provider = new KeyFileProvider(keyFile(Bytes.ascii(content), "rw-------"));
      assertUnavailable(() -> keyOf(provider), "ewig.key", "64 hex digits");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx", "r-----r--"})
  void aKeyFileThatOthersHaveRightsOnIsRefused(String rights) throws Exception {
    Path file = keyFile(KEY, rights);

    assertUnavailable(
        () -> keyOf(new KeyFileProvider(file)), file.toString(), rights, "chmod 600 " + file);
  }

  @Test
  void aKeyFileThatIsMissingIsNamed() {
    assertUnavailable(() -> keyOf(new KeyFileProvider(folder.resolve("no.key"))), "no.key");
    assertUnavailable(() -> keyOf(new KeyFileProvider(folder)), folder.toString());
  }

  @Test
  void theEnvironmentHoldsDigitsOrBase64() {
    String base64 = Base64.getEncoder().encodeToString(KEY);
    for (String value : new String[] {HEX, " " + HEX + "\n", base64, base64.replace("=", "")}) {
      assertThat(keyOf(environment(value))).isEqualTo(KEY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "c2VjcmV0", "00112233445566778899aabbccddeeff"})
  void anEnvironmentOfOtherContentIsRefusedWithoutShowingIt(String value) {
    assertThatThrownBy(() -> keyOf(environment(value)))
        .hasMessageContaining("EWIG_KEY holds neither")
        .hasNoCause()
        .satisfies(e -> assertThat(value.isEmpty() || !e.getMessage().contains(value)).isTrue());
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    var provider = new EnvironmentKeyProvider("MY_KEY", name -> Optional.empty());
    assertUnavailable(() -> keyOf(provider), "MY_KEY is not set");
    assertUnavailable(() -> keyOf(new EnvironmentKeyProvider("EWIG_KEY_NOT_SET")), "_NOT_SET");
  }

  private static EnvironmentKeyProvider environment(String value) {
    return new EnvironmentKeyProvider(
        EnvironmentKeyProvider.VARIABLE,
        name -> name.equals("EWIG_KEY") ? Optional.of(value) : Optional.empty());
  }

  /** The same key by another way: what counts is the key. */
  @Test
  void aKeyMayMoveFromAFileToTheEnvironment() throws Exception {
    KeyVault.create(folder, new KeyFileProvider(keyFile(KEY, "rw-------")), RANDOM).close();
    KeyVault.open(folder, environment(HEX), RANDOM).close();
  }

  /** The expected key is from OpenSSL, by Python's cryptography package. */
  @Test
  void aPassphraseGivesTheKeyThatArgon2idGives() {
    char[] phrase = "correct horse \u00fc\uD83D\uDC0E".toCharArray();
    try (var provider = new PassphraseKeyProvider(phrase)) {
      assertThat(provider.kdf()).isEqualTo(new KdfParameters(19_456, 2, 1));
      assertThat(HexFormat.of().formatHex(keyOf(provider)))
          .isEqualTo("359bbe3fc8fa7145a4ecde69f7cfeb0f1cb2abb62afc3a5b8b790b6f9ba6528b");
    }
    assertThat(phrase).containsOnly('\0');
  }

  @Test
  void aPassphraseOpensAtTheCostOfItsTime() {
    try (var cheap = new PassphraseKeyProvider("correct horse".toCharArray(), CHEAP);
        var later = new PassphraseKeyProvider("correct horse".toCharArray());
        var wrong = new PassphraseKeyProvider("correct house".toCharArray())) {
      KeyVault.create(folder, cheap, RANDOM).close();
      KeyVault.open(folder, later, RANDOM).close();
      assertThatThrownBy(() -> KeyVault.open(folder, wrong, RANDOM))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_KEY))
          .hasMessageContainingAll("'passphrase'", "keys.ewk");
    }
  }

  @Test
  void theSamePassphraseGivesEveryStoreAnotherKey() {
    try (var provider = new PassphraseKeyProvider("correct horse".toCharArray(), CHEAP)) {
      assertThat(keyOf(provider)).isEqualTo(keyOf(provider));
      assertThat(keyOf(provider)).isNotEqualTo(provider.key(new byte[16], CHEAP));
    }
  }

  @Test
  void aPassphraseForAStoreOfAKeyFileIsRefused() {
    KeyVault.create(folder, Bytes.provider("key-file", KEY), RANDOM).close();
    try (var provider = new PassphraseKeyProvider("correct horse".toCharArray())) {
      assertThatThrownBy(() -> KeyVault.open(folder, provider, RANDOM))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_KEY))
          .hasMessageContaining("not derived from one");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 1025})
  void aPassphraseOfWrongLengthIsRefusedAndWiped(int length) {
    char[] phrase = "x".repeat(length).toCharArray();

    assertThatThrownBy(() -> new PassphraseKeyProvider(phrase))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has " + length + " characters, it needs 8 to 1024");
    assertThat(phrase).doesNotContain('x');
  }

  @Test
  void halfACharacterIsNoPassphrase() {
    try (var provider = new PassphraseKeyProvider("1234567\uD83D".toCharArray(), CHEAP)) {
      assertThatThrownBy(() -> keyOf(provider))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("half of a character");
    }
  }

  @Test
  void aClosedPassphraseGivesNoKey() {
    var provider = new PassphraseKeyProvider("correct horse".toCharArray(), CHEAP);
    provider.close();

    assertThatThrownBy(() -> keyOf(provider)).isInstanceOf(UserException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1048577,1,1",
    "19456,65,1",
    "19456,1,17",
    "7,1,1",
    "15,1,2",
    "0,1,1",
    "8,0,1",
    "-8,1,1"
  })
  void aCostBeyondReasonIsRefused(int memoryKib, int iterations, int parallelism) {
    assertThatThrownBy(() -> new KdfParameters(memoryKib, iterations, parallelism))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("memoryKib=" + memoryKib);
  }
}
