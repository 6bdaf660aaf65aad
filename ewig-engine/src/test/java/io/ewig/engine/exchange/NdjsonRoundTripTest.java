package io.ewig.engine.exchange;

import static io.ewig.engine.exchange.GardenHistory.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NdjsonRoundTripTest {

  @Test
  void givesTheSameEventsChainAndRoot() {
    GardenHistory garden = GardenHistory.full();
    GardenHistory copy = GardenHistory.empty();
    long size = garden.log.head().size();
    assertThat(copy.read(garden.export())).isEqualTo(size);
    assertThat(copy.log.head()).isEqualTo(garden.log.head());
    assertThat(copy.log.root(size)).isEqualTo(garden.log.root(size));
    assertThat(copy.log.heads()).isEqualTo(garden.log.heads());
    for (long seq = 0; seq < size; seq++) {
      assertThat(copy.log.get(seq)).isEqualTo(garden.log.get(seq));
      assertThat(copy.log.commitOf(seq)).isEqualTo(garden.log.commitOf(seq));
    }
  }

  @Test
  void isTheSameBytesEveryTime() {
    GardenHistory garden = GardenHistory.full();
    GardenHistory copy = GardenHistory.empty();
    byte[] lines = garden.export();
    copy.read(lines);
    assertThat(garden.export()).isEqualTo(lines);
    assertThat(copy.export()).isEqualTo(lines);
  }

  @Test
  void hasOneLineAnEvent() {
    GardenHistory garden = GardenHistory.full();
    String lines = new String(garden.export(), StandardCharsets.UTF_8);
    assertThat(lines.lines().count()).isEqualTo(garden.log.head().size());
    assertThat(lines).endsWith("}\n").contains("Rosé 🌹", "\"valid_to\":null", "\"base64\":\"");
    assertThat(lines.lines().filter(line -> line.contains("\"type_code\":128"))).hasSize(1);
  }

  @Test
  void anEmptyLogGivesNothing() {
    assertThat(GardenHistory.empty().export()).isEmpty();
    assertThat(GardenHistory.empty().read("")).isZero();
  }

  @Test
  void aRangeTakesWholeCommits() {
    GardenHistory garden = GardenHistory.full();
    Commit middle = garden.log.commitOf(2);
    List<String> lines = new String(garden.export(2, 3), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(middle.events().size());
    assertThat(lines.get(0)).startsWith("{\"commit\":").contains("\"seq\":1,");
    assertThat(garden.export(3, 3)).isEmpty();
    assertThat(garden.export(1_000, 2_000)).isEmpty();
  }

  @Test
  void aRangeMustStartInTheLog() {
    assertThatThrownBy(() -> GardenHistory.full().export(-1, 3))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void aLaterPartFollowsAnEarlierOne() {
    GardenHistory garden = GardenHistory.full();
    GardenHistory copy = GardenHistory.empty();
    copy.read(garden.export(0, 4));
    copy.read(garden.export(4, Long.MAX_VALUE));
    assertThat(copy.log.head()).isEqualTo(garden.log.head());
  }

  @Test
  void fieldsMayComeInAnyOrderWithBlanksAndCarriageReturns() {
    GardenHistory garden = new GardenHistory(1);
    garden.commit("main", event().json("x"));
    String line = new String(garden.export(), StandardCharsets.UTF_8).strip();
    String text = ",\"text\":\"x\"";
    String moved = line.replace(text, "").replace("{\"commit\"", "{ \"text\" : \"x\", \"commit\"");
    GardenHistory copy = GardenHistory.empty();
    copy.read(moved + "\r\n");
    assertThat(copy.log.head()).isEqualTo(garden.log.head());
  }

  @Test
  void aLastLineNeedsNoLineFeed() {
    GardenHistory garden = GardenHistory.full();
    byte[] lines = garden.export();
    GardenHistory copy = GardenHistory.empty();
    copy.read(Arrays.copyOf(lines, lines.length - 1));
    assertThat(copy.log.head()).isEqualTo(garden.log.head());
  }

  @Test
  void payloadsOfEveryByteAndEveryLengthComeBack() {
    GardenHistory garden = new GardenHistory(1);
    for (int b = 0; b < 256; b++) {
      garden.commit("main", event().payload(new byte[] {(byte) b}));
    }
    for (int length = 0; length < 50; length++) {
      garden.commit("main", event().payload(GardenHistory.bytes(length)));
      garden.commit("main", event().json("ä".repeat(length) + "🌹"));
    }
    GardenHistory copy = GardenHistory.empty();
    copy.read(garden.export());
    assertThat(copy.log.head()).isEqualTo(garden.log.head());
  }

  @Test
  void theLargestPayloadOfControlCharactersFitsOnALine() {
    byte[] worst = new byte[16 << 20];
    Arrays.fill(worst, (byte) 1);
    assertThat(PayloadText.fits(worst)).isFalse();
    Arrays.fill(worst, (byte) '\n');
    assertThat(PayloadText.fits(worst)).isTrue();
  }

  @Test
  void aStreamThatFailsIsAResourceError() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    GardenHistory garden = GardenHistory.full();
    assertThatThrownBy(() -> NdjsonExport.write(garden.log, garden.store, 0, 9, full))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("no space left");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> NdjsonImport.read(broken, garden.store, commit -> {}))
        .isInstanceOf(ResourceException.class)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(ErrorCode.IO_FAILED);
  }

  @Test
  void theCallersStreamStaysOpen() {
    List<String> calls = new ArrayList<>();
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            calls.add("close");
          }
        };
    GardenHistory garden = GardenHistory.full();
    NdjsonExport.write(garden.log, garden.store, 0, 9, out);
    assertThat(calls).isEmpty();
  }
}
