package io.ewig.server;

import io.ewig.engine.Keys;
import io.ewig.server.gate.Gate;
import io.ewig.server.http.Doorkeeper;
import io.ewig.server.http.Tls;
import io.ewig.server.login.LoginLimits;
import io.ewig.server.login.Logins;
import io.ewig.server.session.Quotas;
import io.ewig.server.session.UserLimits;
import io.ewig.server.tls.TlsFiles;
import io.ewig.server.user.Accounts;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a server, and how it is spoken to.
 *
 * @param accounts who may do what; without, whoever reaches the server may do all
 * @param tls without, what is sent can be read on its way
 * @param userLimits how much each user may take
 */
public record Security(Optional<Accounts> accounts, Optional<TlsFiles> tls, UserLimits userLimits) {

  /** For a server that only its own machine reaches. */
  public static final Security NONE =
      new Security(Optional.empty(), Optional.empty(), UserLimits.defaults());

  private boolean hasUsers() {
    return accounts.isPresent() && accounts.get().book().hasUsers();
  }

  /** Refuses to listen where others would reach what is not protected from them. */
  void requireFor(InetAddress address) {
    if (!address.isLoopbackAddress() && !(hasUsers() && tls.isPresent())) {
      throw new IllegalArgumentException(exposed(address, hasUsers(), tls.isPresent()));
    }
  }

  /** Why not to listen there. */
  static String exposed(InetAddress address, boolean hasUsers, boolean hasTls) {
    return address.getHostAddress()
        + " can be reached from other machines, which takes both users and TLS; "
        + (hasUsers ? "" : "add a user (ewig user add), ")
        + (hasTls ? "" : "give a certificate (--tls-cert, --tls-key), ")
        + "or listen on 127.0.0.1";
  }

  /** Reads the files. */
  @Nullable Tls context() throws IOException {
    return tls.isEmpty() ? null : new Tls(tls.get().context(), tls.get().clientCa().isPresent());
  }

  /** What {@link #context} is made of; empty without TLS. */
  List<String> stamp() {
    return tls.map(TlsFiles::stamp).orElse(List.of());
  }

  Doorkeeper doorkeeper(InetAddress address, Quotas quotas) {
    return accounts.isEmpty() ? Doorkeeper.OPEN : gate(accounts.get(), address, quotas);
  }

  private static Doorkeeper gate(Accounts accounts, InetAddress address, Quotas quotas) {
    Logins logins =
        new Logins(
            accounts,
            Keys.passwords(),
            LoginLimits.defaults(),
            new SecureRandom(),
            Clock.systemUTC(),
            System::nanoTime,
            Logins.Pause.SLEEP);
    return new Gate(accounts, logins, quotas, address.isLoopbackAddress());
  }
}
