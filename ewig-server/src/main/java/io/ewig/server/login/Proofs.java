package io.ewig.server.login;

import io.ewig.engine.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What was proved lately; any thread.
 *
 * <p>Kept is a hash over a secret of this process and what was said, and what it was checked
 * against: with another password, or another hash of it, it is proved anew.
 */
final class Proofs {

  private static final int SECRET_BYTES = 32;

  private final byte[] secret = new byte[SECRET_BYTES];
  private final Recent<Long> known; // guarded by this
  private final Duration lasts;
  private final LongSupplier nanos;

  Proofs(LoginLimits limits, SecureRandom random, LongSupplier nanos) {
    random.nextBytes(secret);
    this.known = new Recent<>(limits.remembered());
    this.lasts = limits.proofLasts();
    this.nanos = nanos;
  }

  /** What stands for something said; its parts cannot run into each other. */
  String of(String... parts) {
    byte[][] hashes = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      hashes[i] = Sha256.of(parts[i].getBytes(StandardCharsets.UTF_8)).toBytes();
    }
    Sha256 sha = Sha256.current().add(secret);
    for (int i = 0; i < parts.length; i++) {
      sha.add(hashes[i]);
    }
    return sha.finish().toString();
  }

  synchronized boolean has(String proof) {
    Long since = known.get(proof);
    return since != null && nanos.getAsLong() - since < lasts.toNanos();
  }

  synchronized void add(String proof) {
    known.put(proof, nanos.getAsLong());
  }
}
