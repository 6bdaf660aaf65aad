package io.ewig.server;

import io.ewig.server.http.HttpServer;
import io.ewig.server.http.Tls;
import io.ewig.server.tls.TlsFiles;
import io.ewig.server.tls.Validity;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up new certificates when their files change, and says when the time of the one in use has
 * not begun or is over; one thread, but for {@link #complaint}. What is not good, or not there yet,
 * is left alone until it changes again, and the server goes on with what it has.
 */
final class Renewal {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final TlsFiles files;
  private final HttpServer http;
  private final InstantSource clock;
  private List<String> known;
  private volatile Validity inUse;
  private boolean isComplainedOf;

  /**
   * @param known the files that are in use
   */
  Renewal(TlsFiles files, HttpServer http, InstantSource clock, List<String> known)
      throws IOException {
    this.files = files;
    this.http = http;
    this.clock = clock;
    this.known = known;
    this.inUse = files.validity();
    complain();
  }

  /** To be called now and then. */
  void step() {
    try {
      List<String> now = files.stamp();
      if (!now.equals(known)) {
        known = now;
        renew(clock.instant());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the certificate is not renewed, the old one stays: {}", e.getMessage());
    }
    complain();
  }

  private void renew(Instant now) throws IOException {
    Validity next = files.validity();
    Optional<String> complaint = next.complaint(now);
    if (complaint.isPresent()) {
      throw new IOException(complaint.get());
    }
    http.renew(new Tls(files.context(), files.clientCa().isPresent()));
    inUse = next;
    LOG.info("new connections have the new certificate");
  }

  /** Once each time that it comes to that. */
  private void complain() {
    Optional<String> complaint = complaint();
    if (complaint.isPresent() && !isComplainedOf) {
      LOG.error("{}", complaint.get());
    }
    isComplainedOf = complaint.isPresent();
  }

  /** Why clients do not trust the certificate that is in use; any thread. */
  Optional<String> complaint() {
    return inUse
        .complaint(clock.instant())
        .map(
            why ->
                "no client that checks it trusts this server's certificate: "
                    + why
                    + "; put one that is good in its place, and it is taken up within a second");
  }
}
