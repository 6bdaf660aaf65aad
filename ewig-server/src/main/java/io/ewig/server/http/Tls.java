package io.ewig.server.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted.
 *
 * @param asksClients whether a client has to have a certificate
 */
public record Tls(SSLContext context, boolean asksClients) {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** Ciphers of TLS 1.2 that do not authenticate what they encrypt, or keep no secret forward. */
  private static final String[] WEAK = {".*_CBC_.*", "TLS_RSA_.*", ".*_(RC4|DES|3DES|NULL|MD5)_.*"};

  SslContextFactory.Server factory() {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(context);
    factory.setIncludeProtocols(PROTOCOLS);
    factory.addExcludeCipherSuites(WEAK);
    factory.setSniRequired(false);
    factory.setNeedClientAuth(asksClients);
    factory.setRenegotiationAllowed(false);
    return factory;
  }

  /** The name in the certificate that a client has proved to have, or null. */
  static @Nullable String certificate(Request request) {
    if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
            instanceof EndPoint.SslSessionData data
        && data.peerCertificates() != null
        && data.peerCertificates().length > 0) {
      return commonName(data.peerCertificates()[0]).orElse(null);
    }
    return null;
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      List<Rdn> names = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
      return names.stream()
          .filter(name -> name.getType().equalsIgnoreCase("CN"))
          .map(name -> name.getValue().toString())
          .reduce((first, last) -> last);
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
