package io.ewig.engine.json;

import io.ewig.engine.log.Randoms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small documents of every kind, over few keys and values so that two of them often touch. */
public final class RandomJson {

  private static final String[] TEXTS = {
    "",
    "rose",
    "a/b",
    "m~n",
    "\u0000\u001f\"\\\b\f\n\r\t",
    "Stra\u00dfe",
    "\u20ac",
    "\ue000",
    "\uffff",
    "\ud83c\udf39",
    "I\u0307\u0131",
    "\u2028"
  };

  private final Randoms random;

  public RandomJson(Randoms random) {
    this.random = random;
  }

  public Json document(int depth) {
    int kinds = depth > 0 ? 9 : 6;
    return switch (random.below(kinds)) {
      case 0 -> JsonNull.NULL;
      case 1 -> JsonBoolean.of(random.oneIn(2));
      case 2 -> JsonText.of(text());
      case 3, 4 -> JsonNumber.of(number());
      case 5 -> JsonNumber.of(random.below(5));
      case 6 -> array(depth);
      default -> object(depth);
    };
  }

  public String text() {
    return random.of(TEXTS) + (random.oneIn(3) ? random.of(TEXTS) : "");
  }

  public BigDecimal number() {
    return switch (random.below(4)) {
      case 0 -> BigDecimal.valueOf(random.longBelow(Long.MAX_VALUE) * (random.oneIn(2) ? 1 : -1));
      case 1 ->
          new BigDecimal(BigInteger.valueOf(random.below(3000) - 1000), random.below(40) - 20);
      case 2 ->
          new BigDecimal(new BigInteger(random.bytes(1 + random.below(30))), random.below(60));
      default -> BigDecimal.valueOf(random.below(1000), random.below(10));
    };
  }

  public JsonArray array(int depth) {
    List<Json> elements = new ArrayList<>();
    for (int i = random.below(4); i > 0; i--) {
      elements.add(document(depth - 1));
    }
    return JsonArray.of(elements);
  }

  public JsonObject object(int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int i = random.below(random.oneIn(20) ? 60 : 5); i > 0; i--) {
      String key = random.oneIn(2) ? random.of("a", "b", "c", "d") : text() + random.below(30);
      members.put(key, document(depth - 1));
    }
    return JsonObject.of(members);
  }
}
