package io.ewig.engine.internal.crypt.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ed25519KeyTest {

  /** The private key of RFC 8032's first test, as OpenSSL writes it. */
  private static final String RFC_8032_PEM =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  private static final String RFC_8032_SEED = "9d61b19deffd5a60ba844af492ec2cc4";
  private static final byte[] MESSAGE = {1, 2, 3};

  private final Ed25519 verifier = new Ed25519();

  @TempDir private Path folder;

  @Test
  void signsWhatItsPublicHalfVerifies() {
    try (Ed25519Key key = Ed25519Key.generate(new SecureRandom());
        Ed25519Key other = Ed25519Key.generate(new SecureRandom())) {
      byte[] signature = key.sign(MESSAGE);
      assertThat(verifier.verifies(key.publicKey(), MESSAGE, signature)).isTrue();
      assertThat(verifier.verifies(other.publicKey(), MESSAGE, signature)).isFalse();
    }
  }

  @Test
  void comesBackFromItsFile() {
    Path file = folder.resolve("node.key");
    try (Ed25519Key key = Ed25519Key.generate(new SecureRandom())) {
      key.store(file);
      try (Ed25519Key loaded = Ed25519Key.load(file)) {
        assertThat(loaded.publicKey()).isEqualTo(key.publicKey());
        assertThat(loaded.sign(MESSAGE)).isEqualTo(key.sign(MESSAGE));
      }
    }
  }

  @Test
  void theFileIsThatOfOpenSsl() throws IOException {
    try (Ed25519Key key = Ed25519Key.load(write(RFC_8032_PEM))) {
      assertThat(HexFormat.of().formatHex(key.publicKey()))
          .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
      Path copy = folder.resolve("copy.key");
      key.store(copy);
      assertThat(copy).hasContent(RFC_8032_PEM);
    }
  }

  @Test
  void theFileIsItsOwnersAlone() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = write(RFC_8032_PEM);
    Path stored = folder.resolve("stored.key");
    try (Ed25519Key key = Ed25519Key.load(file)) {
      key.store(stored);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored)))
        .isEqualTo("rw-------");
    for (String rights : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
      assertRefused(file, ErrorCode.KEY_UNAVAILABLE, rights);
    }
  }

  @Test
  void aFileThatExistsIsNotOverwritten() throws IOException {
    Path file = write("precious");
    try (Ed25519Key key = Ed25519Key.generate(new SecureRandom())) {
      assertThatThrownBy(() -> key.store(file)).hasMessageContaining("exists");
    }
    assertThat(file).hasContent("precious");
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused(folder.resolve("none.key"), ErrorCode.KEY_UNAVAILABLE, "none.key");
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    try (Ed25519Key key = Ed25519Key.generate(new SecureRandom())) {
      assertThatThrownBy(() -> key.store(folder.resolve("none/node.key")))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("there is no folder " + folder.resolve("none"));
    }
  }

  @Test
  void aMalformedFileIsRefusedWithoutBeingShown() throws IOException {
    String secret = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";
    String[] wrong = {
      "",
      RFC_8032_PEM + "\n",
      RFC_8032_PEM.stripTrailing(),
      RFC_8032_PEM.replace("PRIVATE", "SOMEONE"),
      RFC_8032_PEM.replace("END", "eND"),
      RFC_8032_PEM.replace("MC4C", "MC4D"), // another version
      RFC_8032_PEM.replace("n9g", "n9*"),
      RFC_8032_PEM.replace("n9g", "n9="),
    };
    for (int i = 0; i < wrong.length; i++) {
      Path file = write(wrong[i]);
      assertThatThrownBy(() -> Ed25519Key.load(file))
          .hasMessageContaining("is not an Ed25519 key")
          .hasMessageNotContaining(secret.substring(4, 20));
    }
  }

  @Test
  void noTextShowsThePrivateHalf() throws IOException {
    try (Ed25519Key key = Ed25519Key.load(write(RFC_8032_PEM))) {
      assertThat(key.toString()).startsWith("signing key d75a98").doesNotContain(RFC_8032_SEED);
    }
  }

  @Test
  void aClosedKeyRefusesButForItsPublicHalf() {
    Ed25519Key key = Ed25519Key.generate(new SecureRandom());
    byte[] publicKey = key.publicKey();
    key.close();
    key.close();
    assertThat(key.publicKey()).isEqualTo(publicKey);
    assertThatThrownBy(() -> key.sign(MESSAGE)).hasMessageContaining("is closed");
    assertThatThrownBy(() -> key.store(folder.resolve("late.key")))
        .hasMessageContaining("is closed");
    assertThat(folder.resolve("late.key")).doesNotExist();
  }

  private void assertRefused(Path file, ErrorCode code, String named) {
    assertThatThrownBy(() -> Ed25519Key.load(file))
        .hasMessageContaining(named)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(code);
  }

  private Path write(String content) throws IOException {
    Path file = Files.createTempFile(folder, "node", ".key"); // the owner's alone
    return Files.writeString(file, content);
  }
}
