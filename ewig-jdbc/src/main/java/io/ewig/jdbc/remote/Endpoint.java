package io.ewig.jdbc.remote;

import io.ewig.jdbc.url.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.DriverManager;

/**
 * Where a server is.
 *
 * @param host as in a URL: an IPv6 address stands in brackets
 */
record Endpoint(String host, int port) {

  private static final int CONNECT_MILLIS_DEFAULT = 10_000;
  private static final int MILLIS_PER_SECOND = 1_000;

  static Endpoint of(Address.Remote address) {
    return new Endpoint(address.host(), address.port().orElse(Address.Remote.PORT_DEFAULT));
  }

  /**
   * @param readMillis how long an answer may take; 0 for as long as it takes
   */
  HttpChannel connect(int readMillis) throws IOException {
    int seconds = DriverManager.getLoginTimeout();
    int millis = seconds > 0 ? seconds * MILLIS_PER_SECOND : CONNECT_MILLIS_DEFAULT;
    return connect(readMillis, millis);
  }

  HttpChannel connect(int readMillis, int connectMillis) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true); // a request is one write, and waits for its answer
      socket.setKeepAlive(true); // a server that is gone for good is noticed some day
      socket.setSoTimeout(readMillis);
      socket.connect(new InetSocketAddress(bare(), port), connectMillis);
      return new HttpChannel(socket, toString());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether what is sent there leaves this machine. */
  boolean isLocal() {
    try {
      return InetAddress.getByName(bare()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private String bare() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
