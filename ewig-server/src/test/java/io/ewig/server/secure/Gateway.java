package io.ewig.server.secure;

import io.ewig.server.Relay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A proxy that may keep to itself that a client wants to speak another protocol. */
final class Gateway extends Relay {

  private final boolean upgrades;

  /**
   * @param upgrades whether it passes on that a client wants to speak another protocol
   */
  Gateway(int port, boolean upgrades) throws IOException {
    super(port, 64 * 1024);
    this.upgrades = upgrades;
    start();
  }

  String url() {
    return "jdbc:ewig://" + address();
  }

  @Override
  protected byte[] passedOn(byte[] piece) {
    if (upgrades) {
      return piece;
    }
    return new String(piece, StandardCharsets.ISO_8859_1)
        .replaceAll("(Connection|Upgrade): [^\r]*\r\n", "")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
