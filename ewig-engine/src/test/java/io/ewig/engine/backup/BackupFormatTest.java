package io.ewig.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.log.Head;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupFormatTest {

  private static final int MUTATIONS = 100_000;

  private static final Origin GARDEN = Origin.parse("00112233445566778899aabbccddeeff");

  private static final Backup BACKUP =
      new Backup(
          "ffeeddccbbaa99887766554433221100",
          new DatabaseFile(GARDEN, Instant.parse("2026-03-01T10:00:00Z"), false),
          Instant.parse("2026-03-02T10:00:00.5Z"),
          new Head(17, 1_772_445_600_000_000_000L, new Hash(1, 2, 3, 4)),
          new Hash(5, 6, 7, 8),
          List.of(new Backup.Base("0123456789abcdef0123456789abcdef", "../monday")),
          List.of(
              new BackupFile("log/sealed/00000001.cq4", 300, new Hash(9, 9, 9, 9), true, 1),
              new BackupFile("log/segments.ewm", 160, new Hash(8, 8, 8, 8), false, 0)));

  private static final String GOLDEN =
      "{\"backup\":{\"bases\":[{\"id\":\"0123456789abcdef0123456789abcdef\",\"path\":\"../monday\"}],"
          + "\"created\":\"2026-03-01T10:00:00Z\",\"database\":\"00112233445566778899aabbccddeeff\","
          + "\"encrypted\":false,\"files\":[{\"bytes\":300,\"home\":1,"
          + "\"path\":\"log/sealed/00000001.cq4\",\"sealed\":true,\"sha256\":\"";

  private static Backup read(byte[] bytes) {
    return BackupFormat.read(bytes, Backup.NAME);
  }

  @Test
  void isTheGoldenTextAndComesBackAsWritten() {
    byte[] bytes = BackupFormat.write(BACKUP);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).startsWith(GOLDEN).endsWith("\"}\n");
    assertThat(read(bytes)).isEqualTo(BACKUP);
  }

  /** Whatever is done to it, it is either what it was, or damage, and nothing else happens. */
  @Test
  void noChangeOfItsBytesIsBelieved() {
    byte[] good = BackupFormat.write(BACKUP);
    Random random = new Random(11);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bad = mutate(good, random);
      assertThat(Arrays.equals(good, bad) || isDamage(bad)).isTrue();
    }
  }

  private static boolean isDamage(byte[] bytes) {
    try {
      read(bytes);
      return false;
    } catch (CorruptionException damage) {
      return true;
    }
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] bad = good.clone();
    switch (random.nextInt(4)) {
      case 0 -> bad = Arrays.copyOf(good, random.nextInt(good.length + 10));
      case 1 -> {
        int from = random.nextInt(good.length);
        int length = random.nextInt(good.length - from);
        System.arraycopy(good, random.nextInt(good.length - length), bad, from, length);
      }
      default -> {
        for (int n = random.nextInt(4); n >= 0; n--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
      }
    }
    return bad;
  }

  /** What was written by somebody who can add up. */
  private static byte[] signed(String said) {
    JsonObject backup = (JsonObject) Json.parse(said);
    JsonObject all =
        JsonObject.of("backup", backup)
            .with("sha256", JsonText.of(Sha256.of(backup.canonical()).toString()));
    return (all.text() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String said() {
    JsonObject all = (JsonObject) Json.parse(BackupFormat.write(BACKUP));
    return String.valueOf(all.get("backup"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "log/sealed/../../../../x.cq4",
        "/etc/passwd",
        "ewig.json",
        "log/sealed/00000001.ewx",
        "store/pack-1.ewp",
        "unfinished"
      })
  void aPathThatLeadsElsewhereIsRefused(String path) {
    byte[] evil = signed(said().replace("log/segments.ewm", path));
    assertThatThrownBy(() -> read(evil))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("no file of a database");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"home\":1|\"home\":2|there are 1",
        "\"home\":1|\"home\":99999999999|there are 1",
        "\"home\":1|\"home\":-1|not negative",
        "\"bytes\":300|\"bytes\":-300|not negative",
        "\"bytes\":300|\"bytes\":\"300\"|not negative",
        "\"sealed\":true|\"sealed\":1|true or false",
        "\"format\":1|\"form\":1|no field 'format'",
        "\"encrypted\":false|\"encrypted\":false,\"more\":1|it says more",
        "2026-03-01|2026-13-01|could not be parsed",
        "log/segments.ewm|log/sealed/00000001.cq4|twice"
      })
  void whatCanNotBeIsDamage(String old, String fresh, String said) {
    byte[] evil = signed(said().replace(old, fresh));
    assertThatThrownBy(() -> read(evil))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aLaterFormatIsToldFromDamage() {
    byte[] later = signed(said().replace("\"format\":1", "\"format\":4"));
    assertThatThrownBy(() -> read(later))
        .isInstanceOf(UserException.class)
        .satisfies(
            e -> assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT));
  }
}
