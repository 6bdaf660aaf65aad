package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.util.HashMap;
import java.util.Map;

/** A store in memory that counts what is asked of it, and lets a test replace what lies there. */
final class MemoryNodes implements NodeStore {

  private final Map<Hash, byte[]> objects = new HashMap<>();
  private int puts;
  private int gets;

  @Override
  public Hash put(byte[] bytes) {
    puts++;
    Hash address = Sha256.of(bytes);
    objects.putIfAbsent(address, bytes.clone());
    return address;
  }

  @Override
  public byte[] get(Hash address) {
    gets++;
    byte[] bytes = objects.get(address);
    if (bytes == null) {
      throw new CorruptionException(
          ErrorCode.MISSING_FILE, "object " + address, -1, "it is not there");
    }
    return bytes;
  }

  /** Puts bytes where they do not belong, as a store without checks would hand them out. */
  void forge(Hash address, byte[] bytes) {
    assertThat(objects).containsKey(address);
    objects.put(address, bytes);
  }

  boolean has(Hash address) {
    return objects.containsKey(address);
  }

  void lose(Hash address) {
    assertThat(objects.remove(address)).isNotNull();
  }

  int size() {
    return objects.size();
  }

  int puts() {
    return puts;
  }

  int gets() {
    return gets;
  }
}
