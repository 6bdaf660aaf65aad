package io.ewig.engine.internal.crypt;

import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.crypt.cipher.NonceWatch;
import io.ewig.engine.internal.crypt.cipher.RawKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Invariant: no nonce is used twice with the same key, over every vault that was opened through one
 * recorder (before and after a crash, on a copy, on a restored backup).
 */
final class NonceRecorder implements NonceWatch {

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  KeyVault create(Path folder, KeyProvider provider) {
    return KeyVault.create(folder, provider, new SecureRandom(), this);
  }

  KeyVault open(Path folder, KeyProvider provider) {
    return KeyVault.open(folder, provider, new SecureRandom(), this);
  }

  @Override
  public void used(RawKey key, byte[] nonce) {
    byte[] raw = key.getEncoded();
    String pair = Sha256.of(raw) + " " + HexFormat.of().formatHex(nonce);
    Arrays.fill(raw, (byte) 0);
    if (!seen.add(pair)) {
      throw new AssertionError("nonce used again: " + pair);
    }
  }

  int count() {
    return seen.size();
  }
}
