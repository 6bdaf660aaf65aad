package io.ewig.server;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a server encrypts what it says. */
final class TlsOption {

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "The server's certificate, and those that vouch for it, as PEM.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of the certificate, as PEM (PKCS #8).")
  private @Nullable Path key;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Instead of both: a PKCS #12 key store.")
  private @Nullable Path store;

  @Option(
      names = "--tls-keystore-password-file",
      paramLabel = "FILE",
      description = "The key store's password is the first line of this file.")
  private @Nullable Path storePassword;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description =
          "Clients need a certificate from one of these authorities (PEM); the common name in it"
              + " is the user, if nothing else is said.")
  private @Nullable Path clientCa;

  Optional<TlsFiles> files() throws IOException {
    if (certificate == null && key == null && store == null) {
      if (clientCa != null || storePassword != null) {
        throw wrong();
      }
      return Optional.empty();
    }
    return Optional.of(new TlsFiles(own(), Optional.ofNullable(clientCa)));
  }

  private TlsFiles.Own own() throws IOException {
    if (store != null && certificate == null && key == null) {
      return new TlsFiles.Store(store, storePassword == null ? "" : firstLine(storePassword));
    }
    if (store == null && certificate != null && key != null) {
      return new TlsFiles.PemFiles(certificate, key);
    }
    throw wrong();
  }

  private static String firstLine(Path file) throws IOException {
    return Files.readString(file).lines().findFirst().orElse("");
  }

  private static UserException wrong() {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "for TLS give --tls-cert and --tls-key, or --tls-keystore; not one of the two, and not"
            + " all");
  }
}
