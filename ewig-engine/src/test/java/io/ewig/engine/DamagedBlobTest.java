package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A payload in the store that is damaged stops the state that needs it: an answer without it would
 * be wrong.
 */
class DamagedBlobTest {

  private static final World GARDEN = World.of("a://garden");

  @TempDir private Path folder;

  /**
   * @param packBytes small: each pack is full, and has an index; large: it is read when opened
   */
  private Ewig open(int packBytes) {
    Workings usual = Workings.DEFAULT;
    return Ewig.open(
        folder,
        Config.defaults().withLog(LogKind.PLAIN),
        new Workings(
            usual.disk(),
            usual.memoryBytes(),
            usual.fanIn(),
            packBytes,
            usual.checkpoints(),
            usual.warmEvents(),
            usual.background()));
  }

  /** A text that can't be compressed to nothing. */
  private static String noise() {
    Randoms random = new Randoms(1);
    StringBuilder text = new StringBuilder();
    while (text.length() <= Payload.INLINE_BYTES_MAX) {
      text.append((char) ('a' + random.below(26)));
    }
    return text.toString();
  }

  /** One event with a long payload, damaged in the store. */
  private void damaged(String type, int packBytes) throws IOException {
    String text = "{\"id\":\"rose\",\"text\":\"" + noise() + "\"}";
    try (Ewig db = open(packBytes)) {
      db.append(EventBuilder.in(GARDEN).type(type).json(text));
      db.append(EventBuilder.in(GARDEN).type("ObjectCreated").json("{\"id\":\"tulip\"}"));
    }
    try (Stream<Path> packs = Files.list(folder.resolve("store"))) {
      for (Path pack : packs.filter(file -> file.toString().endsWith(".ewp")).toList()) {
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 1;
        Files.write(pack, bytes);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64 << 20})
  void aDamagedPayloadThatIsNeededStopsTheState(int packBytes) throws IOException {
    damaged("ObjectCreated", packBytes);
    try (Ewig db = open(packBytes)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> db.view().object(GARDEN, "tulip"))
            .isInstanceOfSatisfying(
                CorruptionException.class, e -> assertThat(e.file()).contains("store"));
      }
      assertThat(db.head().size()).isEqualTo(2);
      assertThat(db.verify(Progress.SILENT).findings()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64 << 20})
  void aDamagedPayloadThatNothingIsMadeOfStopsNobody(int packBytes) throws IOException {
    damaged("Photo", packBytes);
    try (Ewig db = open(packBytes)) {
      assertThat(db.view().object(GARDEN, "tulip")).isPresent();
      assertThatThrownBy(() -> db.events().payload(db.get(0)))
          .isInstanceOf(CorruptionException.class);
      assertThat(db.verify(Progress.SILENT).findings()).isNotEmpty();
    }
  }
}
