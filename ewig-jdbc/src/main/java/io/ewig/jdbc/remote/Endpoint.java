package io.ewig.jdbc.remote;

import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, and how it is spoken to.
 *
 * @param host as in a URL: an IPv6 address stands in brackets
 * @param tls null for a connection in the clear
 */
record Endpoint(
    String host,
    int port,
    @Nullable TlsClient tls,
    Authorization authorization,
    int connectMillis) {

  static Endpoint of(Target target, Patience patience) throws SQLException {
    Address.Remote address = (Address.Remote) target.address();
    return new Endpoint(
        address.host(),
        address.port().orElse(Address.Remote.PORT_DEFAULT),
        TlsClient.of(target),
        Authorization.of(target),
        patience.connectMillis());
  }

  /**
   * For many messages.
   *
   * @param by when it has to be there at the latest
   * @param readMillis how long an answer may take; 0 for as long as it takes
   */
  Channel connect(Deadline by, int readMillis) throws IOException {
    return connect(readMillis, Deadline.first(connectMillis, by.millisLeft()), true);
  }

  /** For a single message. */
  Channel connectOnce(int millis) throws IOException {
    return connect(millis, millis, false);
  }

  private Channel connect(int readMillis, int withinMillis, boolean wantsStream)
      throws IOException {
    Deadline by = Deadline.in(withinMillis);
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true); // a request is one write, and waits for its answer
      socket.setKeepAlive(true); // a server that is gone for good is noticed some day
      socket.connect(new InetSocketAddress(bare(), port), by.millisLeft());
      socket.setSoTimeout(by.millisLeft());
      Socket safe = tls == null ? socket : tls.around(socket, bare(), port);
      safe.setSoTimeout(readMillis);
      Wire wire = new Wire(safe, socket);
      return new Channel(wire, new HttpSpeech(wire, toString(), authorization, wantsStream));
    } catch (SocketTimeoutException e) {
      socket.close();
      SocketTimeoutException said =
          new SocketTimeoutException("no connection came about within " + withinMillis + " ms");
      said.initCause(e);
      throw said;
    } catch (IOException | RuntimeException | Error e) {
      socket.close();
      throw e;
    }
  }

  /** Whether others may read what is sent there: it leaves this machine in the clear. */
  boolean isExposed() {
    return tls == null && !isLocal();
  }

  private boolean isLocal() {
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
