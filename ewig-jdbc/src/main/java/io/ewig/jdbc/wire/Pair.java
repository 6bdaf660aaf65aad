package io.ewig.jdbc.wire;

import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.packed.WireInput;
import io.ewig.jdbc.packed.WireOutput;

/** A key (1) and its value (2). */
record Pair(String key, String value) {

  WireOutput write() {
    WireOutput out = new WireOutput();
    out.field(1, key);
    out.field(2, value);
    return out;
  }

  static Pair read(WireInput in) throws MalformedException {
    String key = "";
    String value = "";
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> key = in.asText();
        case 2 -> value = in.asText();
        default -> in.pass();
      }
    }
    return new Pair(key, value);
  }
}
