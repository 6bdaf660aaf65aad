package io.ewig.engine;

import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.log.Randoms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Events of every kind that there is: with documents, what nearly is one, and anything else. */
final class Garbled {

  static final int WORLDS = 40;
  static final int TYPES = 6;

  private static final String[] SCALARS = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1e5",
    "1E-7",
    "-0.0",
    "0.1",
    "12.50",
    "007",
    "1.",
    "-",
    "99999999999999999999",
    "123456789012345678",
    "-999999999999999999",
    "0.000000000000000001",
    "1.7976931348623157e308",
    "\"\"",
    "\"\\\"\"",
    "\"\\u0041\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\u00fc\u4e16\ud83d\ude00\"",
    "\"tab\there\"",
    "\"\\x\"",
    "tru",
    "nul",
    "\"open",
    "NaN",
    "+1",
  };

  private static final String[] DOCUMENTS = {
    "",
    " ",
    "{",
    "}",
    "[]",
    "{}",
    "[1,2",
    "{\"a\":1,}",
    "{\"a\":1,\"a\":2}",
    "{\"a\" 1}",
    "[1 2]",
    "{\"a\":{\"b\":[]}}",
    "{\"a\":{\"b\":{}}}",
    "[[[[[[1]]]]]]",
    "{\"\\u0061\":1}",
    "{\"\":0}",
    "\u00ef\u00bb\u00bf{}",
    "{\"a~/b\":{\"~1\":2}}",
    "1 2",
    "\"a\":1",
    "{1:2}",
  };

  private final Randoms random;

  Garbled(Randoms random) {
    this.random = random;
  }

  EventBuilder event() {
    EventBuilder event = EventBuilder.in("a://w" + random.below(1 + random.below(WORLDS)));
    event.type(random.oneIn(3) ? "StateChanged" : "t" + random.below(TYPES));
    Instant from = Instant.ofEpochSecond(random.below(1 << 30), random.below(1_000_000_000));
    switch (random.below(10)) {
      case 0 -> event.validFrom(from);
      case 1 -> event.valid(from, from.plusNanos(1 + random.below(1000)));
      case 2 -> event.valid(Instant.MIN, random.oneIn(2) ? Instant.MAX : from);
      case 3 -> event.valid(from, Instant.MAX.minusNanos(1));
      default -> {} // as most are
    }
    return event.payload(payload());
  }

  byte[] payload() {
    return switch (random.below(60)) {
      case 0 -> random.bytes(random.below(40));
      case 1 -> random.bytes(random.oneIn(20) ? Payload.INLINE_BYTES_MAX + 1 : 3000);
      case 2, 3 -> utf8(DOCUMENTS[random.below(DOCUMENTS.length)]);
      case 4, 5 -> utf8(scalar());
      case 6, 7 -> utf8("{\"k" + random.below(1000) + "\":" + scalar() + "}");
      case 8 -> utf8("[".repeat(random.below(250)) + "]".repeat(random.below(250)));
      case 9 -> utf8("{\"list\":[" + "1,".repeat(random.below(200)) + "2]}");
      default -> utf8(usual());
    };
  }

  private String usual() {
    return switch (random.below(5)) {
      case 0 -> "{\"id\":\"p" + random.below(50) + "\",\"x\":" + random.below(1000) / 4.0 + "}";
      case 1 -> "{ \"id\" : " + scalar() + " , \"a\" : { \"b\" : " + scalar() + " } }";
      case 2 -> "{\"a\":" + random.below(9) + ",\"b\":[" + scalar() + "," + random.below(5) + "]}";
      case 3 -> "{\"hash\":\"" + Long.toHexString(random.longBelow(1L << 60) | 1L << 60) + "\"}";
      default -> "{\"text\":\"" + "ab c".repeat(random.below(9)) + "\",\"n\":" + scalar() + "}";
    };
  }

  private String scalar() {
    return random.oneIn(3)
        ? Integer.toString(random.below(100_000) - 50_000)
        : SCALARS[random.below(SCALARS.length)];
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
