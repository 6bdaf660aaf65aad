package io.ewig.server.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where somebody is, as far as it takes to tell him from others: of an IPv6 address the first 64
 * bits, as whoever has one has all that begin so.
 *
 * @param isOwn whether it is this machine's
 */
record Address(String text, boolean isOwn) {

  private static final int NETWORK_BYTES = 8;

  /**
   * @param literal an address, never a name: nobody is asked
   */
  static Address of(String literal) {
    try {
      InetAddress address = InetAddress.getByName(literal);
      String text =
          address instanceof Inet6Address
              ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
              : address.getHostAddress();
      return new Address(text, address.isLoopbackAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal + " is no address", e);
    }
  }
}
