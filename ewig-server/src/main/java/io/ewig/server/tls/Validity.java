package io.ewig.server.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** When clients may trust a certificate, both ends included. */
public record Validity(Instant from, Instant to) {

  static Validity of(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  /** Why no client would trust it at a moment, however good it is else. */
  public Optional<String> complaint(Instant now) {
    return now.isBefore(from) || now.isAfter(to)
        ? Optional.of("it is for " + from + " to " + to + " only, and now it is " + now)
        : Optional.empty();
  }
}
