package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is encrypted at rest. */
class EncryptionTest {

  private static final String MARKER = "a-marker-that-is-nowhere-else";

  @TempDir Path temp;
  private Path key;
  private Path folder;

  @BeforeEach
  void makeKey() {
    key = temp.resolve("key");
    folder = temp.resolve("db");
    Keys.generateFile(key, new SecureRandom());
  }

  private Config config(LogKind kind) {
    return Config.defaults().withLog(kind).withSegmentBytes(1 << 20).withKey(Keys.file(key));
  }

  private void fill(Ewig db, int commits) {
    for (int i = 0; i < commits; i++) {
      db.batch()
          .author(MARKER)
          .message(MARKER)
          .add(EventBuilder.in("a://" + MARKER + i % 7).type("x" + MARKER).json(MARKER.repeat(40)))
          .add(
              EventBuilder.in("a://" + MARKER)
                  .payload(MARKER.repeat(5).getBytes(StandardCharsets.UTF_8)))
          .commit();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void whatIsWrittenIsReadAndNothingOfItIsInAnyFile(LogKind kind) throws Exception {
    for (int round = 0; round < 3; round++) {
      try (Ewig db = Ewig.open(folder, config(kind))) {
        fill(db, 400);
        db.append(
            EventBuilder.in("a://" + MARKER)
                .payload(MARKER.repeat(60_000).getBytes(StandardCharsets.UTF_8)));
      }
    }
    try (Ewig db = Ewig.open(folder, config(kind))) {
      assertThat(db.head().size()).isEqualTo(3 * 801);
      Event event = db.get(1000);
      assertThat(new String(db.events().payload(event), StandardCharsets.UTF_8)).startsWith(MARKER);
      assertThat(db.events().payload(db.get(800))).hasSize(MARKER.length() * 60_000);
      assertThat(event.world().uri()).startsWith("a://" + MARKER);
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(MARKER)).as("%s", file).isFalse();
      }
    }
  }

  @Test
  void aWrongOrMissingKeyIsRefusedAndChangesNothing() throws Exception {
    try (Ewig db = Ewig.open(folder, config(LogKind.PLAIN))) {
      fill(db, 3);
    }
    Path other = temp.resolve("other");
    Keys.generateFile(other, new SecureRandom());
    List<String> before = snapshot();
    assertThatThrownBy(() -> Ewig.open(folder, Config.defaults().withKey(Keys.file(other))))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_KEY));
    assertThatThrownBy(() -> Ewig.open(folder))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNAVAILABLE));
    assertThat(snapshot()).isEqualTo(before);
  }

  /** Of each of its files at the start. */
  @Test
  void whatWasKilledWhileItWasMadeIsTakenUp() throws Exception {
    Config signing = config(LogKind.PLAIN).withSigning(true);
    try (Ewig db = Ewig.open(temp.resolve("made"), signing)) {
      assertThat(db.head().size()).isZero();
    }
    Files.createDirectories(folder);
    for (String name : List.of("keys.ewk.copy", "keys.ewk", "signing.ewk")) {
      for (String last : List.of(name + ".new", name)) {
        Files.copy(temp.resolve("made").resolve(name), folder.resolve(last));
        Path begun = Files.createDirectories(temp.resolve("begun " + last));
        for (Path file : Files.list(folder).toList()) {
          Files.copy(file, begun.resolve(file.getFileName()));
        }
        for (int i = 0; i < 2; i++) {
          try (Ewig db = Ewig.open(begun, signing)) {
            fill(db, 1);
            assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
          }
        }
        assertThat(begun.resolve("keys.ewk"))
            .hasSameBinaryContentAs(begun.resolve("keys.ewk.copy"));
      }
      Files.delete(folder.resolve(name + ".new"));
    }
    assertThatThrownBy(() -> Ewig.open(folder))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_DATABASE));
  }

  @Test
  void whoseKeyFilesAreLostIsStillEncryptedAndSaysWhatIsMissing() throws Exception {
    try (Ewig db = Ewig.open(folder, config(LogKind.PLAIN))) {
      fill(db, 3);
    }
    Path kept = temp.resolve("kept");
    Files.move(folder.resolve("keys.ewk"), kept);
    Files.delete(folder.resolve("keys.ewk.copy"));
    List<String> before = snapshot();
    String remedy = "is missing, and so is keys.ewk.copy; put either back from a backup";
    assertThatThrownBy(() -> Ewig.open(folder, config(LogKind.PLAIN)))
        .hasMessageContaining(folder.resolve("keys.ewk").toString())
        .hasMessageContaining(remedy);
    assertThatThrownBy(() -> Keys.envelope(folder)).hasMessageContaining(remedy);
    assertThatThrownBy(() -> Ewig.open(folder)).hasMessageContaining("is encrypted");
    assertThat(snapshot()).isEqualTo(before);
    Files.move(kept, folder.resolve("keys.ewk"));
    try (Ewig db = Ewig.open(folder, config(LogKind.PLAIN))) {
      assertThat(db.head().size()).isEqualTo(6);
    }
  }

  @Test
  void aFolderIsNoKeyFile() {
    assertThatThrownBy(() -> Ewig.open(folder, Config.defaults().withKey(Keys.file(temp))).close())
        .hasMessageContaining(temp + " is a folder; name the key file itself");
  }

  private List<String> snapshot() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file + " " + file.toFile().length() + " " + file.toFile().lastModified())
          .sorted()
          .toList();
    }
  }

  @Test
  void afterARotationOnlyTheNewKeyOpens() {
    try (Ewig db = Ewig.open(folder, config(LogKind.PLAIN))) {
      fill(db, 3);
    }
    Keys.rotate(folder, Keys.file(key), Keys.passphrase("correct horse battery".toCharArray()));
    assertThatThrownBy(() -> Ewig.open(folder, config(LogKind.PLAIN)))
        .isInstanceOf(EwigException.class);
    Config fresh =
        Config.defaults().withKey(Keys.passphrase("correct horse battery".toCharArray()));
    try (Ewig db = Ewig.open(folder, fresh)) {
      assertThat(db.get(0).world()).isEqualTo(World.of("a://" + MARKER + 0));
      fill(db, 1);
    }
  }

  @Test
  void theKeyOfADatabaseThatIsOpenToWriteIsNotExchanged() {
    Path next = temp.resolve("next");
    Keys.generateFile(next, new SecureRandom());
    try (Ewig db = Ewig.open(folder, config(LogKind.PLAIN))) {
      assertThatThrownBy(() -> Keys.rotate(folder, Keys.file(key), Keys.file(next)))
          .isInstanceOfSatisfying(
              EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITER_PRESENT));
      fill(db, 1);
    }
    Ewig.open(folder, config(LogKind.PLAIN)).close();
  }

  /** Keys are opened before the lock is held. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoOpensWhileTheKeyIsExchangedDoesNotPutTheOldOneBack(boolean hasBothCopies)
      throws Exception {
    Ewig.open(folder, config(LogKind.PLAIN)).close();
    if (!hasBothCopies) {
      Files.delete(folder.resolve("keys.ewk.copy"));
    }
    KeyProvider old = Keys.file(key);
    Path next = temp.resolve("next");
    Keys.generateFile(next, new SecureRandom());
    KeyProvider interrupted =
        new KeyProvider() {
          @Override
          public String name() {
            return old.name();
          }

          @Override
          public byte[] key(byte[] salt, KdfParameters kdf) {
            Keys.rotate(folder, old, Keys.file(next));
            return old.key(salt, kdf);
          }
        };
    try (Ewig db = Ewig.open(folder, Config.defaults().withKey(interrupted))) {
      fill(db, 1);
    }
    assertThatThrownBy(() -> Ewig.open(folder, config(LogKind.PLAIN)))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_KEY));
    try (Ewig db = Ewig.open(folder, Config.defaults().withKey(Keys.file(next)))) {
      assertThat(db.head().size()).isEqualTo(2);
    }
  }

  /** Each opening gives the log a data key, which then is the last thing in its file. */
  @Test
  void aDatabaseToWhichNothingWasWrittenSinceItWasOpenedVerifies() {
    try (Ewig db = Ewig.open(folder, config(LogKind.PLAIN))) {
      fill(db, 2);
    }
    Ewig.open(folder, config(LogKind.PLAIN)).close();
    try (Ewig db = Ewig.open(folder, config(LogKind.PLAIN).withReadOnly(true))) {
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void aDatabaseInTheClearIsNotOpenedWithAKey() {
    Ewig.open(folder).close();
    assertThatThrownBy(() -> Ewig.open(folder, config(LogKind.PLAIN)))
        .hasMessageContaining("not encrypted");
  }
}
