package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.server.http.HttpLimits;
import io.ewig.server.session.DatabaseFolders;
import io.ewig.server.session.Databases;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.session.UserLimits;
import io.ewig.server.socket.SocketLimits;
import io.ewig.server.tls.TlsFiles;
import io.ewig.server.user.Accounts;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How to serve.
 *
 * @param address a loopback address, unless there are users and TLS
 * @param port 0 for any that is free
 * @param temporary where statements put what their memory does not hold
 * @param databases where further databases lie; without it there are none
 * @param origins of pages in browsers that may have sockets, such as {@code https://garden.example}
 * @param security who may use it, and how it is spoken to
 */
public record ServerOptions(
    InetAddress address,
    int port,
    Optional<Path> temporary,
    Optional<DatabaseFolders> databases,
    SessionLimits sessions,
    HttpLimits http,
    SocketLimits sockets,
    Set<String> origins,
    Security security) {

  public ServerOptions {
    security.requireFor(address);
  }

  public static ServerOptions local(int port) {
    return new ServerOptions(
        InetAddress.getLoopbackAddress(),
        port,
        Optional.empty(),
        Optional.empty(),
        SessionLimits.defaults(),
        HttpLimits.defaults(),
        SocketLimits.defaults(),
        Set.of(),
        Security.NONE);
  }

  public ServerOptions withAddress(InetAddress other) {
    return new ServerOptions(
        other, port, temporary, databases, sessions, http, sockets, origins, security);
  }

  public ServerOptions withSessions(SessionLimits limits) {
    return new ServerOptions(
        address, port, temporary, databases, limits, http, sockets, origins, security);
  }

  /**
   * @param opener opens the database in a folder, making it if there is none
   */
  public ServerOptions withDatabases(Path root, Function<Path, Ewig> opener) {
    var folders = Optional.of(new DatabaseFolders(root, opener));
    return new ServerOptions(
        address, port, temporary, folders, sessions, http, sockets, origins, security);
  }

  /**
   * @param folder within that of the database
   */
  public ServerOptions withTemporary(Path folder) {
    return new ServerOptions(
        address, port, Optional.of(folder), databases, sessions, http, sockets, origins, security);
  }

  /** Where a database lies, if that is known. */
  Optional<Path> folder(String database) {
    return database.equals(Databases.MAIN)
        ? temporary.map(Path::toAbsolutePath).map(Path::getParent)
        : databases.map(folders -> folders.root().resolve(database));
  }

  public ServerOptions withHttp(HttpLimits limits) {
    return new ServerOptions(
        address, port, temporary, databases, sessions, limits, sockets, origins, security);
  }

  public ServerOptions withSockets(SocketLimits limits) {
    return new ServerOptions(
        address, port, temporary, databases, sessions, http, limits, origins, security);
  }

  public ServerOptions withOrigins(Set<String> pages) {
    return new ServerOptions(
        address, port, temporary, databases, sessions, http, sockets, pages, security);
  }

  /** With users; whoever opened the accounts closes them, after the server. */
  public ServerOptions withAccounts(Accounts some) {
    return with(new Security(Optional.of(some), security.tls(), security.userLimits()));
  }

  public ServerOptions withTls(TlsFiles files) {
    return with(new Security(security.accounts(), Optional.of(files), security.userLimits()));
  }

  public ServerOptions withUserLimits(UserLimits limits) {
    return with(new Security(security.accounts(), security.tls(), limits));
  }

  private ServerOptions with(Security other) {
    return new ServerOptions(
        address, port, temporary, databases, sessions, http, sockets, origins, other);
  }
}
