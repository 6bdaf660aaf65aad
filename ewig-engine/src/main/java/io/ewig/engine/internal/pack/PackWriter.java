package io.ewig.engine.internal.pack;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.pack.PackIndexFormat;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.pack.file.IndexedPack;
import io.ewig.engine.internal.pack.file.OpenPack;
import io.ewig.engine.internal.pack.file.Pack;
import io.ewig.engine.internal.pack.file.PackFolder;
import io.ewig.engine.internal.pack.file.PackOptions;
import io.ewig.engine.internal.pack.file.Packs;
import io.ewig.engine.internal.pack.file.ScannedPack;
import io.ewig.engine.internal.pack.record.ObjectNames;
import io.ewig.engine.internal.pack.record.StoredObject;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds objects to the growing pack and makes them durable.
 *
 * <ul>
 *   <li>Adding takes the lock for as long as copying takes; the disk is waited for under {@link
 *       #disk} alone, so others go on adding meanwhile and share the next wait.
 *   <li>Who needs both takes {@link #disk} first.
 *   <li>The first failure of the disk is final: nothing is added any more.
 * </ul>
 */
final class PackWriter implements PackSource {

  /** So much may wait in memory for a force before one comes by itself. */
  private static final int UNFORCED_BYTES_MAX = 4 << 20;

  /** So much of what was forced stays in memory before it is read from the file. */
  private static final int TAIL_BYTES = 4 << 20;

  /** Room for objects that are added while a pack that is full waits to be sealed. */
  private static final int OBJECTS_FULL = PackIndexFormat.OBJECTS_MAX - (1 << 14);

  private final PackOptions options;
  private final PackFolder folder;
  private final ObjectNames names;
  private final Object lock = new Object();
  private final ReentrantLock disk = new ReentrantLock();

  private volatile Packs packs;
  private OpenPack open; // guarded by lock
  private int packBytes; // guarded by lock: when the growing pack is to be sealed
  private volatile @Nullable EwigException failure; // set under lock
  private boolean closed; // guarded by lock
  private @Nullable Touched touched; // guarded by lock; while a collection runs
  private final Set<Integer> retired = new ConcurrentSkipListSet<>(); // packs with files still

  private PackWriter(
      PackOptions options, PackFolder folder, ObjectNames names, Packs packs, OpenPack open) {
    this.options = options;
    this.folder = folder;
    this.names = names;
    this.packs = packs;
    this.open = open;
    this.packBytes = options.packBytesAfter(packs.storedBytes());
  }

  static PackWriter open(PackOptions options, PackFolder folder) {
    try {
      folder.tidy();
      ObjectNames names = folder.names(ObjectNames.fresh(options.keys()));
      Packs found = folder.open(names, true);
      try {
        return open(options, folder, names, found);
      } catch (RuntimeException | IOException e) {
        found.close();
        throw e;
      }
    } catch (IOException e) {
      throw DiskFailure.of("open", folder.path(), e);
    }
  }

  private static PackWriter open(
      PackOptions options, PackFolder folder, ObjectNames names, Packs found) throws IOException {
    Pack newest = found.all().isEmpty() ? null : found.all().get(0);
    Packs packs = found;
    if (newest instanceof ScannedPack left) {
      if (left.canGoOn()) {
        folder.settle(left);
        OpenPack open = OpenPack.resume(folder, left);
        return new PackWriter(options, folder, names, packs.replace(left, open), open);
      }
      packs = packs.replace(left, folder.seal(left, names));
    }
    OpenPack open = OpenPack.create(folder, folder.freshNumber());
    return new PackWriter(options, folder, names, packs.with(open), open);
  }

  @Override
  public Packs now() {
    return packs;
  }

  @Override
  public boolean hasChangedSince(Packs seen) {
    return packs != seen;
  }

  /** What has failed first; any thread, without waiting. */
  Optional<EwigException> failure() {
    return Optional.ofNullable(failure);
  }

  private void requireHealthy() {
    if (closed) {
      throw new UserException(ErrorCode.CLOSED, "the database is closed; open it again");
    }
    EwigException known = failure;
    if (known != null) {
      throw new ResourceException(
          ErrorCode.STORE_FAILED,
          "the store takes nothing more, for a write has failed; open the database again: "
              + known.getMessage(),
          known);
    }
  }

  private EwigException fail(String what, IOException e) {
    EwigException first = DiskFailure.of(what, open.file(), e);
    failure = failure == null ? first : failure;
    return first;
  }

  /** Keeps an object, if it is not here yet. */
  void put(Hash address, byte[] bytes) {
    Hash name = names.of(address);
    boolean compresses = bytes.length >= options.compressFromBytes();
    StoredObject object =
        compresses && packs.contains(address, name)
            ? null // it is most likely still there below
            : StoredObject.of(address, bytes, options.compressFromBytes());
    boolean isWriteDue;
    boolean isSealDue;
    synchronized (lock) {
      requireHealthy();
      if (touched != null) {
        touched.add(address);
      }
      if (packs.contains(address, name)) {
        return;
      }
      open.add(object == null ? StoredObject.of(address, bytes, Integer.MAX_VALUE) : object);
      isWriteDue = open.unforced() > UNFORCED_BYTES_MAX;
      isSealDue = isSealDue();
    }
    afterAdding(isWriteDue, isSealDue);
  }

  /** Adds a copy of an object that lies in a pack about to go. */
  void copy(StoredObject object) {
    boolean isWriteDue;
    boolean isSealDue;
    synchronized (lock) {
      requireHealthy();
      if (!open.contains(object.header().address(), object.header().address())) {
        open.add(object);
      }
      isWriteDue = open.unforced() > UNFORCED_BYTES_MAX;
      isSealDue = isSealDue();
    }
    afterAdding(isWriteDue, isSealDue);
  }

  private boolean isSealDue() {
    return open.length() >= packBytes || open.objects() >= OBJECTS_FULL;
  }

  private void afterAdding(boolean isWriteDue, boolean isSealDue) {
    if (isSealDue) {
      seal(false);
    } else if (isWriteDue) {
      force();
    }
  }

  /** Makes all that was added before durable. */
  void force() {
    disk.lock();
    try {
      OpenPack pack;
      synchronized (lock) {
        requireHealthy();
        pack = open;
        if (pack.isPristine()) {
          return;
        }
      }
      write(pack);
    } finally {
      disk.unlock();
    }
  }

  /** Writes what a pack's file lacks; whoever calls this holds {@link #disk}. */
  private void write(OpenPack pack) {
    byte[] batch;
    boolean isNew;
    synchronized (lock) {
      if (pack.unforced() == 0) {
        return;
      }
      batch = pack.takeBatch();
      isNew = pack.hasNoFile();
    }
    try {
      if (isNew) {
        folder.create();
      }
      folder.disk().append(pack.file(), batch);
      if (isNew) {
        folder.disk().forceDirectory(folder.path());
      }
      synchronized (lock) {
        pack.forced(batch.length);
        pack.shorten(TAIL_BYTES);
      }
    } catch (IOException e) {
      synchronized (lock) {
        throw fail("write", e);
      }
    } catch (RuntimeException | Error e) {
      synchronized (lock) {
        fail("write", new IOException(e)); // nobody knows what the file has now
      }
      throw e;
    }
  }

  /** Seals the growing pack and starts the next; a short one only if it must be. */
  void seal(boolean evenIfShort) {
    disk.lock();
    try {
      force(); // most of it, so that little is left to do under the lock
      synchronized (lock) {
        requireHealthy();
        if (open.objects() == 0 || !(evenIfShort || isSealDue())) {
          return;
        }
        write(open);
        sealOpen();
      }
    } finally {
      disk.unlock();
    }
  }

  private void sealOpen() {
    OpenPack full = open;
    try {
      folder.seal(full, full.table(), full.keys(), names);
      IndexedPack sealed = IndexedPack.open(folder, full.number(), names);
      open = OpenPack.create(folder, full.number() + 1);
      packs = packs.replace(full, sealed).with(open);
      packBytes = options.packBytesAfter(packs.storedBytes());
      full.close();
    } catch (IOException e) {
      throw fail("seal", e);
    } catch (RuntimeException | Error e) {
      fail("seal", new IOException(e)); // or more would be added behind what the index knows
      throw e;
    }
  }

  @Override
  public ObjectNames names() {
    return names;
  }

  /** From now on, remembers what is put. */
  Touched beginTouching() {
    synchronized (lock) {
      requireHealthy();
      Touched fresh = new Touched();
      touched = fresh;
      return fresh;
    }
  }

  void endTouching() {
    synchronized (lock) {
      touched = null;
    }
  }

  /** Does something while nobody can put. */
  void undisturbed(Runnable what) {
    synchronized (lock) {
      what.run();
    }
  }

  /** Takes a pack out of sight, and removes it, unless it is still needed. */
  boolean retire(IndexedPack pack, BooleanSupplier isDead) {
    disk.lock();
    try {
      forceWithFile();
      synchronized (lock) {
        requireHealthy();
        if (!isDead.getAsBoolean()) {
          return false;
        }
        packs = packs.without(pack);
        retired.add(pack.number());
      }
    } finally {
      disk.unlock();
    }
    pack.close();
    remove(pack.number());
    return true;
  }

  private void remove(int number) {
    try {
      folder.delete(number);
      retired.remove(number);
    } catch (IOException e) {
      throw DiskFailure.of("remove", folder.pack(number), e);
    }
  }

  /** Removes packs that went out of sight before, and that the disk would not let go of then. */
  void removeRetired() {
    retired.forEach(this::remove);
  }

  /** Forces, and sees to it that the growing pack has a file: so no number is used twice. */
  private void forceWithFile() {
    OpenPack pack;
    synchronized (lock) {
      requireHealthy();
      pack = open;
    }
    write(pack);
  }

  /** Forces what was put, and leaves a mark that says so. */
  @Override
  public void close() {
    disk.lock();
    try {
      synchronized (lock) {
        if (closed) {
          return;
        }
        try {
          if (failure == null && !open.isPristine()) {
            write(open);
            open.addMark();
            write(open);
          }
        } finally {
          closed = true;
          Packs last = packs;
          packs = Packs.NONE;
          last.close();
        }
      }
    } finally {
      disk.unlock();
    }
  }
}
