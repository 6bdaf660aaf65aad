package io.ewig.engine.internal.pack;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.file.Pack;
import io.ewig.engine.internal.pack.file.PackFolder;
import io.ewig.engine.internal.pack.file.PackOptions;
import io.ewig.engine.internal.pack.file.Packs;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.engine.store.Pin;
import io.ewig.engine.store.Pins;
import io.ewig.engine.store.References;
import io.ewig.engine.store.StoreStatistics;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A {@link ContentStore} in packs: thousands of objects a file. */
public final class PackStore implements ContentStore {

  private final PackOptions options;
  private final PackFolder folder;
  private final PackSource source;
  private final @Nullable PackWriter writer; // null if open for reading only
  private final Pins pins = new Pins();
  private final AtomicReference<@Nullable PackCollection> collection = new AtomicReference<>();
  private volatile long garbageBytes;
  private volatile boolean closed;

  private PackStore(
      PackOptions options, PackFolder folder, PackSource source, @Nullable PackWriter writer) {
    this.options = options;
    this.folder = folder;
    this.source = source;
    this.writer = writer;
  }

  /** Opens a store; to write, the caller holds the lock that keeps other writers out. */
  public static PackStore open(PackOptions options) {
    PackFolder folder = new PackFolder(options);
    if (options.readOnly()) {
      PackFollower follower = PackFollower.open(folder);
      return new PackStore(options, folder, follower, null);
    }
    PackWriter writer = PackWriter.open(options, folder);
    return new PackStore(options, folder, writer, writer);
  }

  private PackWriter writer() {
    if (writer == null) {
      throw new UserException(
          ErrorCode.READ_ONLY, "the store is open for reading only; open it to write");
    }
    return writer;
  }

  @Override
  public Hash put(byte[] bytes) {
    PackWriter target = writer();
    Hash address = ContentStore.addressOf(bytes);
    target.put(address, bytes);
    return address;
  }

  @Override
  public void force() {
    if (writer != null) {
      writer.force();
    }
  }

  @Override
  public byte[] get(Hash address) {
    byte[] found = find(address);
    if (found == null) {
      throw notFound(address);
    }
    return found;
  }

  private UserException notFound(Hash address) {
    return new UserException(ErrorCode.NOT_FOUND, "there is no object " + address);
  }

  /** An object's bytes, or null; looks again if the packs have changed under its hands. */
  private byte @Nullable [] find(Hash address) {
    while (true) {
      Packs packs = source.now();
      Hash name = source.names().of(address);
      byte[] found = packs.read(address, name);
      if (found != null) {
        return found;
      }
      requireOpen();
      if (!source.hasChangedSince(packs)) {
        return null;
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw ReadGuard.closed();
    }
  }

  @Override
  public boolean contains(Hash address) {
    while (true) {
      Packs packs = source.now();
      Hash name = source.names().of(address);
      if (packs.contains(address, name)) {
        return true;
      }
      requireOpen();
      if (!source.hasChangedSince(packs)) {
        return false;
      }
    }
  }

  @Override
  public Optional<EwigException> writeFailure() {
    return writer == null ? Optional.empty() : writer.failure();
  }

  @Override
  public StoreStatistics statistics() {
    List<Pack> all = source.now().all();
    return new StoreStatistics(
        all.stream().mapToLong(Pack::objects).sum(),
        all.stream().mapToLong(Pack::rawBytes).sum(),
        all.stream().mapToLong(Pack::length).sum(),
        all.size(),
        garbageBytes);
  }

  @Override
  public Pin pin(Hash root) {
    Pin pin = pins.hold(root); // first, so that a collection that begins now sees it
    boolean isHeld = false;
    try {
      PackCollection running = collection.get();
      if (running != null) {
        running.pinned(root);
      }
      if (!contains(root)) {
        throw notFound(root);
      }
      isHeld = true;
      return pin;
    } finally {
      if (!isHeld) {
        pin.close();
      }
    }
  }

  @Override
  public GarbageCollection collect(Iterable<Hash> roots, References references, Extent extent) {
    PackCollection fresh =
        new PackCollection(options, writer(), this::find, references, extent, this::ended);
    if (!collection.compareAndSet(null, fresh)) {
      throw new ResourceException(
          ErrorCode.COLLECTION_RUNNING,
          "a collection is running already; step it to its end, or close it");
    }
    boolean isBegun = false;
    try {
      fresh.begin(roots, pins);
      isBegun = true;
      return fresh;
    } finally {
      if (!isBegun) {
        fresh.close();
      }
    }
  }

  private void ended(PackCollection done) {
    garbageBytes = done.garbageBytes();
    collection.set(null);
  }

  @Override
  public List<Finding> verify(Progress progress) {
    force();
    return new PackVerifier(folder, source.names(), progress).run(source::now);
  }

  /**
   * Seals the growing pack and reads everything, so that {@link #mend} can take a pack apart.
   *
   * @return what is damaged
   */
  public List<Finding> examine(Progress progress) {
    writer().seal(true);
    return verify(progress);
  }

  /**
   * Empties damaged packs and removes them; nobody else may use the store meanwhile.
   *
   * @param findings what {@link #examine} has found
   * @param given objects in place of damaged ones
   * @param lost addresses of objects that are needed and were not given: their packs stay
   * @return how many packs are gone
   */
  public int mend(List<Finding> findings, Collection<byte[]> given, Set<Hash> lost) {
    return new PackMending(options, folder, writer()).run(findings, given, lost);
  }

  @Override
  public void close() {
    closed = true;
    source.close();
  }
}
