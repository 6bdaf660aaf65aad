package io.ewig.server.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has requests become sockets, and knows those that are open; any thread. */
public final class Upgrades {

  private static final Logger LOG = LoggerFactory.getLogger(Upgrades.class);
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  /** What a client offers to speak, so that a page may say more beside it. */
  private static final String PROTOCOL = "ewig";

  /** A page in a browser can't send the header, so it puts a token behind this. */
  private static final String BEARER = "ewig.bearer.";

  private volatile SocketOptions options = SocketOptions.NONE;
  private final Room room;
  private final LongSupplier nanos;
  private final Executor threads;
  private final WebSocketMappings mappings;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isFinished;

  /**
   * @param server before it is started
   * @param room for messages that are long
   * @param nanos a clock for durations
   */
  public Upgrades(Server server, Room room, LongSupplier nanos) {
    this.room = room;
    this.nanos = nanos;
    this.threads = server.getThreadPool();
    WebSocketComponents components = WebSocketServerComponents.ensureWebSocketComponents(server);
    var extensions = components.getExtensionRegistry();
    List.copyOf(extensions.getAvailableExtensionNames()).forEach(extensions::unregister);
    this.mappings = new WebSocketMappings(components);
  }

  /** Says who may open sockets from now on; until then nobody may. */
  public void serve(SocketOptions others) {
    options = others;
  }

  /** Whether a request wants to become a socket. */
  public static boolean isWanted(Request request) {
    return request.getMethod().equals("GET")
        && request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
  }

  /** Whether it comes from a page in a browser that may have a socket. */
  public boolean isOfKnownPage(Request request) {
    return isWanted(request)
        && options.origins().contains(request.getHeaders().get(HttpHeader.ORIGIN));
  }

  /** Pages in browsers that may have sockets. */
  public Set<String> origins() {
    return options.origins();
  }

  /** What a request says of who it comes from; null if nothing. */
  public static @Nullable String authorization(Request request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (header != null || !isWanted(request)) {
      return header;
    }
    return request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false).stream()
        .filter(offered -> offered.startsWith(BEARER))
        .map(offered -> "Bearer " + offered.substring(BEARER.length()))
        .findFirst()
        .orElse(null);
  }

  /** Has a request become a socket, or refuses it. */
  public void upgrade(Sockets.Visit visit, Request request, Response response, Callback callback) {
    int max = options.limits().socketsMax();
    if (isFinished || open.size() >= max) {
      String text =
          isFinished
              ? "the server is being stopped"
              : max + " sockets are open, which is all there may be; try again";
      refuse(UNAVAILABLE, text, response, callback);
      return;
    }
    Sockets.Entry entry = options.sockets().open(visit);
    if (entry instanceof Sockets.Refused refused) {
      refuse(refused.status(), refused.text(), response, callback);
      return;
    }
    Talk talk = ((Sockets.Welcome) entry).talk();
    Socket socket = new Socket(talk, options.limits(), room, nanos, open::remove, threads);
    open.add(socket);
    if (!isUpgraded(socket, request, response, callback)) {
      open.remove(socket);
      refuse(BAD_REQUEST, "this is no handshake of WebSocket, version 13", response, callback);
    }
  }

  private boolean isUpgraded(Socket socket, Request request, Response response, Callback callback) {
    try {
      return mappings.upgrade(
          (asked, answer, done) -> {
            if (asked.hasSubProtocol(PROTOCOL)) {
              answer.setAcceptedSubProtocol(PROTOCOL);
            }
            return socket;
          },
          request,
          response,
          callback,
          this::configure);
    } catch (RuntimeException e) {
      LOG.debug("a handshake failed", e);
      return false;
    }
  }

  private void configure(Configuration configuration) {
    configuration.setIdleTimeout(Duration.ZERO); // those who are gone are found out by asking
    configuration.setAutoFragment(true); // what is larger goes in pieces, both ways
    configuration.setMaxFrameSize(options.limits().messageBytesMax());
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
