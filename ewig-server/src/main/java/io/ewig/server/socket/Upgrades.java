package io.ewig.server.socket;

import io.ewig.server.user.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has requests become sockets, and knows those that are open; any thread. */
public final class Upgrades {

  private static final Logger LOG = LoggerFactory.getLogger(Upgrades.class);
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  private final Sockets sockets;
  private final SocketLimits limits;
  private final LongSupplier nanos;
  private final WebSocketMappings mappings;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isFinished;

  /**
   * @param server before it is started
   * @param nanos a clock for durations
   */
  public Upgrades(Server server, Sockets sockets, SocketLimits limits, LongSupplier nanos) {
    this.sockets = sockets;
    this.limits = limits;
    this.nanos = nanos;
    WebSocketComponents components = WebSocketServerComponents.ensureWebSocketComponents(server);
    var extensions = components.getExtensionRegistry();
    List.copyOf(extensions.getAvailableExtensionNames()).forEach(extensions::unregister);
    this.mappings = new WebSocketMappings(components);
  }

  /** Whether a request wants to become a socket. */
  public static boolean isWanted(Request request) {
    return request.getMethod().equals("GET")
        && request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
  }

  public void upgrade(
      Principal principal, List<String> path, Request request, Response response, Callback callback) {
    if (isFinished || open.size() >= limits.socketsMax()) {
      String text =
          isFinished
              ? "the server is being stopped"
              : limits.socketsMax() + " sockets are open, which is all there may be";
      refuse(UNAVAILABLE, text, response, callback);
      return;
    }
    Fields fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    var parameters = fields.toMultiMap();
    Sockets.Entry entry = sockets.open(new Sockets.Visit(principal, path, parameters));
    if (entry instanceof Sockets.Refused refused) {
      refuse(refused.status(), refused.text(), response, callback);
      return;
    }
    Socket socket =
        new Socket(((Sockets.Welcome) entry).talk(), limits, nanos, open::remove);
    open.add(socket);
    if (!isUpgraded(socket, request, response, callback)) {
      open.remove(socket);
      refuse(BAD_REQUEST, "this is no handshake of WebSocket, version 13", response, callback);
    }
  }

  private boolean isUpgraded(
      Socket socket, Request request, Response response, Callback callback) {
    try {
      return mappings.upgrade(
          (asked, answer, done) -> socket, request, response, callback, this::configure);
    } catch (RuntimeException e) {
      LOG.debug("a handshake failed", e);
      return false;
    }
  }

  private void configure(Configuration configuration) {
    configuration.setIdleTimeout(Duration.ZERO); // those who are gone are found out by asking
    configuration.setAutoFragment(false);
    configuration.setMaxFrameSize(limits.messageBytesMax());
  }

  private static void refuse(int status, String line, Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    ByteBuffer body = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    response.write(true, body, callback);
  }

  /** How many are open. */
  public int count() {
    return open.size();
  }

  /** Asks the silent ones whether they are there, and cuts off who is gone; now and then. */
  public void watch() {
    long now = nanos.getAsLong();
    open.forEach(socket -> socket.watch(now));
  }

  /** Opens none from now on, and hangs up. */
  public void finish() {
    isFinished = true;
    open.forEach(socket -> socket.hangUp(Line.Goodbye.STOPPING, "the server is being stopped"));
  }
}
