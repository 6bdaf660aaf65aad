package io.ewig.sync.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.json.Json;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Registers come from peers that may say anything. */
class RegisterFuzzTest {

  /** The first of them has Jackson make its tables. */
  private static final long BYTES_MAX = 16 << 20;

  @Test
  void damagedOnesGiveATypedErrorOrAValue() {
    Json place = Json.parse("{\"x\":1.5,\"tags\":[\"a\",null]}".getBytes(StandardCharsets.UTF_8));
    byte[] sample =
        RegisterText.encode(
            List.of(
                new Register("garden", "rose", place, new Stamp(3, 70, "ada"), 60_000),
                new Register("garden", "lily", null, new Stamp(4, 1, "bob"), 1)));
    Randoms random = new Randoms(5);
    int values =
        Fuzz.feed(
            "registers",
            () -> Fuzz.damaged(sample, random),
            bytes -> assertThat(RegisterText.decode(bytes)).hasSizeLessThan(3),
            BYTES_MAX);
    assertThat(values).as("inputs that still mean something").isPositive();
  }
}
