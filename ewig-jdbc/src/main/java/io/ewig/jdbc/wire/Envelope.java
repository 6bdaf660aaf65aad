package io.ewig.jdbc.wire;

import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.packed.Packed;
import io.ewig.jdbc.packed.WireInput;
import io.ewig.jdbc.packed.WireOutput;

/**
 * A message and its name, as Avatica's {@code WireMessage} has them.
 *
 * <pre>
 * 1 name    text
 * 2 message bytes
 * </pre>
 */
public record Envelope(String name, Packed message) {

  /** What the names of Ewig's own words begin with. */
  public static final String PREFIX = "ewig.";

  private static final int NAME = 1;
  private static final int MESSAGE = 2;

  static byte[] write(String name, WireOutput message) {
    WireOutput out = new WireOutput();
    out.field(NAME, name);
    out.field(MESSAGE, message);
    return out.toBytes();
  }

  public static Envelope read(byte[] bytes) throws MalformedException {
    String name = "";
    Packed message = Packed.NOTHING;
    for (WireInput in = new WireInput(bytes); !in.isAtEnd(); ) {
      switch (in.tag()) {
        case NAME -> name = in.asText();
        case MESSAGE -> message = in.asPacked();
        default -> in.pass();
      }
    }
    return new Envelope(name, message);
  }

  public boolean isOurs() {
    return name.startsWith(PREFIX);
  }
}
