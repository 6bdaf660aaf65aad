package io.ewig.engine.internal.memory;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.store.Pin;
import io.ewig.engine.store.Pins;
import io.ewig.engine.store.References;
import io.ewig.engine.store.StoreStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A {@link ContentStore} in a map. */
public final class MemoryStore implements ContentStore {

  private final Map<Hash, byte[]> contents = new ConcurrentHashMap<>();
  private final Pins pins = new Pins();
  private @Nullable MemoryCollection collection; // guarded by this

  @Override
  public Hash put(byte[] bytes) {
    Hash address = ContentStore.addressOf(bytes);
    synchronized (this) {
      contents.putIfAbsent(address, bytes.clone());
      if (collection != null) {
        collection.touch(address);
      }
    }
    return address;
  }

  @Override
  public void force() {
    // memory is as durable as it gets
  }

  @Override
  public byte[] get(Hash address) {
    byte[] bytes = contents.get(address);
    if (bytes == null) {
      throw notFound(address);
    }
    return bytes.clone();
  }

  private static UserException notFound(Hash address) {
    return new UserException(ErrorCode.NOT_FOUND, "there is no object " + address);
  }

  @Override
  public boolean contains(Hash address) {
    return contents.containsKey(address);
  }

  @Override
  public StoreStatistics statistics() {
    long bytes = contents.values().stream().mapToLong(content -> content.length).sum();
    return new StoreStatistics(contents.size(), bytes, bytes, 0, 0);
  }

  @Override
  public synchronized Pin pin(Hash root) {
    if (!contains(root)) {
      throw notFound(root);
    }
    if (collection != null) {
      collection.pinned(root);
    }
    return pins.hold(root);
  }

  @Override
  public synchronized GarbageCollection collect(
      Iterable<Hash> roots, References references, Extent extent) {
    if (collection != null) {
      throw new ResourceException(
          ErrorCode.COLLECTION_RUNNING,
          "a collection is running already; step it to its end, or close it");
    }
    MemoryCollection fresh = new MemoryCollection(this, contents, references);
    pins.roots().forEach(fresh::find); // who lets go after this has made a root of it
    roots.forEach(fresh::find);
    pins.roots().forEach(fresh::find);
    collection = fresh;
    return fresh;
  }

  synchronized void ended() {
    collection = null;
  }

  @Override
  public List<Finding> verify(Progress progress) {
    return contents.entrySet().stream()
        .filter(entry -> !Sha256.of(entry.getValue()).equals(entry.getKey()))
        .map(entry -> new Finding("memory", -1, entry.getKey() + " does not have its address"))
        .toList();
  }

  @Override
  public void close() {
    contents.clear();
  }
}
