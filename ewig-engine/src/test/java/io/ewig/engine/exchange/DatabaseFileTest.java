package io.ewig.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.part.Filter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFileTest {

  private static final String FILE = "garden/ewig.json";

  private static final DatabaseFile GARDEN =
      new DatabaseFile(
          Origin.parse("00112233445566778899aabbccddeeff"),
          Instant.parse("2026-03-01T10:00:00.000000001Z"),
          false);

  private static final String GOLDEN =
      "{\"ewig\":\"database\",\"format\":1,\"id\":\"00112233445566778899aabbccddeeff\","
          + "\"created\":\"2026-03-01T10:00:00.000000001Z\",\"encrypted\":false,"
          + "\"checksum\":\"ef93b0c9dadf232a93c6e90f1c214c3a589f7168ab148f5ade372364fdba753b\"}\n";

  @Test
  void isTheGoldenText() {
    assertThat(new String(GARDEN.toBytes(), StandardCharsets.UTF_8)).isEqualTo(GOLDEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void comesBackAsWritten(boolean encrypted) {
    DatabaseFile file =
        new DatabaseFile(
            DatabaseFile.newId(new SecureRandom()), Instant.ofEpochSecond(1, 5), encrypted);
    assertThat(DatabaseFile.parse(file.toBytes(), FILE)).isEqualTo(file);
  }

  @Test
  void aCopyThatWritesUnderANameOfItsOwnSaysSo() {
    DatabaseFile copy = GARDEN.writingAs(Origin.parse("ffeeddccbbaa99887766554433221100"));
    assertThat(new String(copy.toBytes(), StandardCharsets.UTF_8))
        .contains("\"format\":2,")
        .contains("\"encrypted\":false,\"origin\":\"ffeeddccbbaa99887766554433221100\",");
    assertThat(DatabaseFile.parse(copy.toBytes(), FILE)).isEqualTo(copy);
  }

  @Test
  void oneThatKeepsAPartOfAHistorySaysWhichAndWhatIsToCome() {
    Filter garden = Filter.parse("world a://\"garden\\\" branch main");
    DatabaseFile part = GARDEN.keeping(garden, garden);
    assertThat(new String(part.toBytes(), StandardCharsets.UTF_8))
        .contains("\"format\":3,")
        .contains(
            "\"encrypted\":false,\"filter\":\"world a://\\\"garden\\\\\\\" branch main\",\"c");
    assertThat(DatabaseFile.parse(part.toBytes(), FILE)).isEqualTo(part);
    DatabaseFile growing = GARDEN.keeping(garden, Filter.EVERYTHING);
    assertThat(new String(growing.toBytes(), StandardCharsets.UTF_8)).contains(",\"wanted\":\"\",");
    assertThat(DatabaseFile.parse(growing.toBytes(), FILE)).isEqualTo(growing);
  }

  @Test
  void everyFlippedBitIsDamage() {
    byte[] good = GARDEN.toBytes();
    for (int i = 0; i < 8 * good.length; i++) {
      byte[] bad = good.clone();
      bad[i / 8] ^= (byte) (1 << i % 8);
      requireDamage(bad);
    }
  }

  @Test
  void everyShorterFileIsDamage() {
    byte[] good = GARDEN.toBytes();
    for (int length = 0; length < good.length; length++) {
      requireDamage(Arrays.copyOf(good, length));
    }
    requireDamage(Arrays.copyOf(good, good.length + 1));
  }

  @Test
  void damageNamesFileAndOffset() {
    byte[] bad = GARDEN.toBytes();
    bad[10] = '!';
    CorruptionException error =
        catchThrowableOfType(CorruptionException.class, () -> DatabaseFile.parse(bad, FILE));
    assertThat(error.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(error.file()).isEqualTo(FILE);
    assertThat(error.offset()).isBetween(0L, (long) bad.length);
  }

  @Test
  void aNewerFormatIsNamedOnceItsChecksumHolds() {
    assertThatThrownBy(
            () -> DatabaseFile.parse(sealed("{\"ewig\":\"database\",\"format\":5,"), FILE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("format 5")
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(ErrorCode.UNSUPPORTED_FORMAT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"ewig\":\"other\",\"format\":1,",
        "{\"ewig\":\"database\",\"format\":1,\"id\":\"x\",\"created\":\"x\",\"encrypted\":false,",
        "{\"ewig\":\"database\",\"ewig\":\"database\",",
        "{\"ewig\":{},",
        "{\"format\":-7,"
      })
  void aSealedFileThatIsNotOursIsDamage(String start) {
    requireDamage(sealed(start));
  }

  @Test
  void anUnknownFieldIsDamage() {
    String text = new String(GARDEN.toBytes(), StandardCharsets.UTF_8);
    requireDamage(sealed(text.substring(0, text.indexOf("\"checksum\"")) + "\"more\":1,"));
  }

  @Test
  void aHugeFileIsNotEvenRead() {
    requireDamage(new byte[DatabaseFile.BYTES_MAX + 1]);
  }

  @Test
  void readmeNamesEveryFile() {
    assertThat(new String(DatabaseFile.readme(), StandardCharsets.UTF_8))
        .contains("ewig.json", "segments.ewm", "durable.mark", "writer.lock", "merkle.ewt")
        .contains("active/", "sealed/", "quarantine/", "store/", "keys.ewk", "salts.ewe")
        .contains("checkpoints.ewc", "runs/", "warm/", "sync/", "server/", "databases/");
  }

  private static void requireDamage(byte[] bytes) {
    assertThatThrownBy(() -> DatabaseFile.parse(bytes, FILE))
        .as(new String(bytes, StandardCharsets.ISO_8859_1))
        .isInstanceOf(CorruptionException.class)
        .hasMessageStartingWith(FILE);
  }

  private static byte[] sealed(String start) {
    String sum = Sha256.of(start.getBytes(StandardCharsets.UTF_8)).toString();
    return (start + "\"checksum\":\"" + sum + "\"}\n").getBytes(StandardCharsets.UTF_8);
  }
}
