package io.ewig.engine.internal.memory;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.store.ContentStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A {@link ContentStore} in a map. */
public final class MemoryStore implements ContentStore {

  private final Map<Hash, byte[]> contents = new ConcurrentHashMap<>();

  @Override
  public Hash put(byte[] bytes) {
    Hash address = Sha256.of(bytes);
    contents.putIfAbsent(address, bytes.clone());
    return address;
  }

  @Override
  public byte[] get(Hash address) {
    byte[] bytes = contents.get(address);
    if (bytes == null) {
      throw new UserException(ErrorCode.NOT_FOUND, "there is no blob " + address);
    }
    return bytes.clone();
  }

  @Override
  public boolean contains(Hash address) {
    return contents.containsKey(address);
  }

  @Override
  public void close() {
    contents.clear();
  }
}
