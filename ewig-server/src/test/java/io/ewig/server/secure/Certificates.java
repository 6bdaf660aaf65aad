package io.ewig.server.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate that vouches for itself, made by the JDK's keytool, as a key store and as PEM. */
record Certificates(Path store, Path certificate, Path key) {

  static final String PASSWORD = "changeit";

  /**
   * @param name the common name
   * @param hosts such as dns:localhost
   */
  static Certificates make(Path folder, String name, String hosts) throws Exception {
    return make(folder, name, hosts, "+0d");
  }

  /**
   * @param start when its 90 days begin, as keytool has it, such as -1y
   */
  static Certificates make(Path folder, String name, String hosts, String start) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    tool.toString(),
                    "-genkeypair",
                    "-alias",
                    "own",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-dname",
                    "CN=" + name + ", O=Ewig",
                    "-ext",
                    "san=" + hosts,
                    "-startdate",
                    start,
                    "-keystore",
                    store.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return new Certificates(
        store,
        pem(
            folder.resolve(name + ".crt"),
            "CERTIFICATE",
            keys(store).getCertificate("own").getEncoded()),
        pem(
            folder.resolve(name + ".key"),
            "PRIVATE KEY",
            keys(store).getKey("own", PASSWORD.toCharArray()).getEncoded()));
  }

  private static KeyStore keys(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static Path pem(Path file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }
}
