package io.ewig.sync.http;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a replica is served: {@code http://host:port[/database]}, {@code https} or {@code ewig}
 * likewise; {@code ws} or {@code wss} if it is to be asked over a WebSocket.
 *
 * @param base scheme, host and port, without a slash at the end
 */
public record PeerUrl(String base, String database) {

  /** What a server calls its database if nobody says otherwise. */
  public static final String DATABASE = "main";

  public static final int PORT = 8765;

  private static final int PORT_MAX = 65_535;

  private static final Set<String> SCHEMES = Set.of("http", "https", "ewig", "ws", "wss");

  /** Those that are encrypted; without a port theirs is that of https. */
  private static final Set<String> PRIVATE = Set.of("https", "wss");

  /** Where a server has the sockets of that database; none can be called so. */
  private static final String SOCKETS = "ws";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  public static PeerUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw invalid(text, e.getReason(), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw invalid(text, "it begins with http://, https://, ewig://, ws:// or wss://", null);
    }
    if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw invalid(text, "behind the scheme come host, port and database and nothing else", null);
    }
    if (uri.getUserInfo() != null) {
      throw invalid(text, "names and passwords do not belong into it", null);
    }
    if (uri.getPort() == 0 || uri.getPort() > PORT_MAX) {
      throw invalid(text, "a port is a number from 1 to " + PORT_MAX, null);
    }
    int port = uri.getPort() < 0 && !PRIVATE.contains(scheme) ? PORT : uri.getPort();
    return new PeerUrl(
        (scheme.equals("ewig") ? "http" : scheme)
            + "://"
            + uri.getHost()
            + (port < 0 ? "" : ":" + port),
        database(text, uri.getPath()));
  }

  private static String database(String text, String path) {
    String name = path.replaceAll("^/(db/)?|/(sync|ws)?$", "");
    if (name.isEmpty() || name.equals(SOCKETS)) {
      return DATABASE;
    }
    if (!NAME.matcher(name).matches()) {
      throw invalid(text, "'" + name + "' does not name a database", null);
    }
    return name;
  }

  private static UserException invalid(String text, String why, @Nullable Exception cause) {
    return new UserException(
        ErrorCode.INVALID_URL,
        "'" + text + "' is no URL of a replica: " + why + "; write http://host:port/database",
        cause);
  }

  /** Whether nobody else can read what goes there: it is encrypted, or stays on this machine. */
  boolean isPrivate() {
    URI uri = URI.create(base);
    String host = uri.getHost();
    return PRIVATE.contains(uri.getScheme())
        || host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /**
   * A token, if it may go there.
   *
   * @throws UserException NOT_ALLOWED if others could read it
   */
  Optional<String> guarded(Optional<String> token) {
    if (token.isPresent() && !isPrivate()) {
      String safe = isSocket() ? "wss://" : "https://";
      throw new UserException(
          ErrorCode.NOT_ALLOWED,
          "a token would go to " + base + " in clear text; write " + safe + ", or use a tunnel");
    }
    return token;
  }

  /** Whether it is asked over a WebSocket. */
  public boolean isSocket() {
    return base.startsWith("ws");
  }

  /** Where a socket for frames is opened, if it is asked so. */
  public URI socket() {
    return URI.create(base + "/db/" + database + "/ws");
  }

  /** Where frames go over HTTP. */
  public URI sync() {
    return URI.create(http() + "/db/" + database + "/sync");
  }

  private String http() {
    return isSocket() ? "http" + base.substring("ws".length()) : base;
  }

  /** Where a signed checkpoint comes from. */
  public URI checkpoint() {
    return URI.create(http() + "/db/" + database + "/checkpoint");
  }

  @Override
  public String toString() {
    return base + "/" + database;
  }
}
