package io.ewig.server.http;

import io.ewig.server.socket.Room;
import io.ewig.server.socket.Upgrades;
import io.ewig.server.stream.StreamLimits;
import io.ewig.server.stream.Streams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Listens from {@link #listen} to {@link #close}, and lets calls in from {@link #serve} on; before
 * that it says that the server is starting.
 */
public final class HttpServer implements AutoCloseable {

  /** Names of worlds have slashes, and no path leads to a file. */
  private static final Set<UriCompliance.Violation> IN_PATHS =
      Set.of(
          UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
          UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
          UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
          UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
          UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

  private final Server server;
  private final ServerConnector connector;
  private final Routes routes;
  private final Upgrades upgrades;
  private final Streams streams;

  private HttpServer(
      Server server, ServerConnector connector, Routes routes, Upgrades upgrades, Streams streams) {
    this.server = server;
    this.connector = connector;
    this.routes = routes;
    this.upgrades = upgrades;
    this.streams = streams;
  }

  /**
   * @param port 0 for any that is free
   * @param tls null: what is sent can be read on its way
   */
  public static HttpServer listen(
      InetAddress address, int port, HttpLimits limits, @Nullable Tls tls) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(limits.threadsMax());
    threads.setName("ewig-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration configuration = configuration(limits);
    HttpConnectionFactory plain = new HttpConnectionFactory(configuration);
    ServerConnector connector;
    if (tls == null) {
      connector = new ServerConnector(server, 1, 1, plain);
    } else {
      configuration.addCustomizer(new SecureRequestCustomizer(false)); // clients check the name
      connector = new ServerConnector(server, 1, 1, encrypting(plain, tls));
    }
    connector.setHost(address.getHostAddress());
    connector.setPort(port);
    connector.setIdleTimeout(limits.silence().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connectionsMax(), connector));
    Room room = new Room(limits.bodiesBytesMax());
    Upgrades upgrades = new Upgrades(server, room, System::nanoTime);
    StreamLimits inFrames = StreamLimits.of(limits.silence(), limits.rest());
    Streams streams = new Streams(inFrames, threads, System::nanoTime);
    Routes routes = new Routes(Starting.services(), limits, room, upgrades, streams);
    server.setHandler(routes);
    server.setErrorHandler(
        (request, response, callback) -> {
          String line = NoRequest.text(response.getStatus(), limits) + "\n";
          byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
          response.write(true, ByteBuffer.wrap(bytes), callback);
          return true;
        });
    HttpServer http = new HttpServer(server, connector, routes, upgrades, streams);
    http.begin();
    return http;
  }

  /** The server has started. */
  public void serve(Services services) {
    upgrades.serve(services.sockets());
    routes.serve(services);
  }

  private static ConnectionFactory[] encrypting(HttpConnectionFactory plain, Tls tls) {
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls.factory(), plain.getProtocol()), plain
    };
  }

  private static HttpConfiguration configuration(HttpLimits limits) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(limits.headerBytesMax());
    http.setUriCompliance(UriCompliance.from(IN_PATHS));
    return http;
  }

  private void begin() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IOException(
          "it can't listen: " + e.getMessage() + "; take another port, or 0 for any", e);
    }
  }

  /**
   * Has new connections encrypted with another key; those that are there go on.
   *
   * @throws IllegalStateException if it does not encrypt
   */
  public void renew(Tls tls) throws IOException {
    SslConnectionFactory encrypting = connector.getConnectionFactory(SslConnectionFactory.class);
    if (encrypting == null) {
      throw new IllegalStateException("connections are not encrypted");
    }
    try {
      encrypting.getSslContextFactory().reload(factory -> factory.setSslContext(tls.context()));
    } catch (Exception e) {
      throw new IOException("the new certificate cannot be used: " + e.getMessage(), e);
    }
  }

  /** Where it listens, with the port that it got. */
  public InetSocketAddress address() {
    return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
  }

  /** How many sockets are open. */
  public int sockets() {
    return upgrades.count();
  }

  /** How many connections speak in frames. */
  public int streams() {
    return streams.count();
  }

  /** Finds out whose sockets are dead, and who is gone; to be called about once a second. */
  public void watchSockets() {
    upgrades.watch();
    streams.watch();
  }

  /** Takes no more requests, and lets those under way end, but not for ever; sockets hang up. */
  public void finish() {
    upgrades.finish();
    streams.finish();
    routes.finish();
  }

  /** What did not end was stopped: lets whoever waits for it hear so. */
  public void awaitLastAnswers() {
    routes.finishSoon();
  }

  /** Whoever still waits for an answer gets none. */
  @Override
  public void close() {
    streams.finish();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    }
  }
}
