package io.ewig.server;

import io.ewig.server.http.HttpServer;
import io.ewig.server.http.Tls;
import io.ewig.server.tls.TlsFiles;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up new certificates when their files change; one thread. What is not good, or not there
 * yet, is left alone until it changes again, and the server goes on with what it has.
 */
final class Renewal {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final TlsFiles files;
  private final HttpServer http;
  private final InstantSource clock;
  private List<String> known;

  /**
   * @param known the files that are in use
   */
  Renewal(TlsFiles files, HttpServer http, InstantSource clock, List<String> known) {
    this.files = files;
    this.http = http;
    this.clock = clock;
    this.known = known;
  }

  /** To be called now and then. */
  void step() {
    try {
      List<String> now = files.stamp();
      if (!now.equals(known)) {
        known = now;
        Optional<String> complaint = files.complaint(clock.instant());
        if (complaint.isPresent()) {
          throw new IOException(complaint.get());
        }
        http.renew(new Tls(files.context(), files.clientCa().isPresent()));
        LOG.info("new connections have the new certificate");
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the certificate is not renewed, the old one stays: {}", e.getMessage());
    }
  }
}
