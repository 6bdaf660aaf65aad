package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.pack.PackFormat;
import io.ewig.engine.format.pack.PackIndexReader;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.pack.record.ObjectNames;
import io.ewig.engine.internal.pack.record.ObjectReader;
import io.ewig.engine.internal.pack.record.PackKeys;
import io.ewig.engine.internal.pack.record.StoredObject;
import io.ewig.engine.internal.segment.ReadGuard;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A sealed pack with its index: two mappings, and nothing in memory. */
public final class IndexedPack implements Pack {

  private final int number;
  private final String file;
  private final MappedFile pack;
  private final MappedFile indexMap;
  private final PackIndexReader index;
  private final int length;
  private final PackKeys keys;

  private IndexedPack(
      int number,
      String file,
      MappedFile pack,
      MappedFile indexMap,
      PackIndexReader index,
      FrameKeys frameKeys) {
    this.number = number;
    this.file = file;
    this.pack = pack;
    this.indexMap = indexMap;
    this.index = index;
    this.length = index.length();
    this.keys = readKeys(frameKeys);
  }

  /**
   * Opens a pack.
   *
   * @throws CorruptionException if its index can't be used; then it has to be made anew
   */
  public static IndexedPack open(PackFolder folder, int number, ObjectNames names)
      throws IOException {
    Path indexFile = folder.index(number);
    Disk disk = folder.disk();
    MappedFile indexMap = MappedFile.of(disk, indexFile, disk.size(indexFile));
    MappedFile pack = null;
    try {
      PackIndexReader index = new PackIndexReader(indexMap.bytes(), indexFile.toString());
      byte[] secret = index.secret(folder.keys());
      if (index.number() != number || !names.equals(ObjectNames.with(secret))) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_FILE, indexFile.toString(), -1, "the index of another pack or store");
      }
      Path packFile = folder.pack(number);
      long there = disk.size(packFile);
      pack = MappedFile.of(disk, packFile, Math.min(there, index.length()));
      return new IndexedPack(number, packFile.toString(), pack, indexMap, index, folder.keys());
    } catch (RuntimeException | IOException e) {
      indexMap.close();
      if (pack != null) {
        pack.close();
      }
      throw e;
    }
  }

  private PackKeys readKeys(FrameKeys frameKeys) {
    PackKeys read = PackKeys.NONE;
    ObjectReader reader = reader(PackKeys.NONE);
    for (int key = 0; key < index.keys(); key++) {
      int offset = index.keyOffset(key);
      read = read.with(readKey(reader, offset, frameKeys));
    }
    return read;
  }

  private PackKeys.Key readKey(ObjectReader reader, int offset, FrameKeys frameKeys) {
    try {
      byte[] frame = reader.frameOf(offset, FrameFormat.DATA_KEY);
      byte[] wrapped = FrameKeys.wrappedIn(frame, frame.length, file, offset);
      return new PackKeys.Key(offset, frameKeys, wrapped);
    } catch (CorruptionException damage) {
      return new PackKeys.Key(offset, damage);
    }
  }

  private ObjectReader reader(PackKeys with) {
    return new ObjectReader(pack.bytes(), 0, pack.length(), with, file);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public boolean contains(Hash address, Hash name) {
    return find(name) >= 0;
  }

  /** The position of an object among all of the pack, or -1. */
  public int find(Hash name) {
    int ticket = pack.tryEnter();
    if (ticket < 0) {
      return -1;
    }
    try {
      return index.find(name);
    } finally {
      pack.leave(ticket);
    }
  }

  @Override
  public @Nullable StoredObject read(Hash address, Hash name) {
    int ticket = pack.tryEnter();
    if (ticket < 0) {
      return null;
    }
    try {
      int position = index.find(name);
      if (position < 0) {
        return null;
      }
      StoredObject object = reader(keys).objectAt(index.offset(position));
      if (!object.header().address().equals(address)) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_FILE, file, object.offset(), "not the object " + address);
      }
      return object;
    } finally {
      pack.leave(ticket);
    }
  }

  /** The object at a place; refuses when the store is closed meanwhile. */
  public StoredObject objectAt(int offset) {
    StoredObject found = pack.objectAt(offset, keys, file);
    if (found == null) {
      throw ReadGuard.closed();
    }
    return found;
  }

  /** Where the objects lie, by position; refuses when the store is closed meanwhile. */
  public int[] offsets() {
    int ticket = pack.enter();
    try {
      int[] offsets = new int[index.count()];
      for (int position = 0; position < offsets.length; position++) {
        offsets[position] = index.offset(position);
      }
      return offsets;
    } finally {
      pack.leave(ticket);
    }
  }

  /** Whether the file lacks the end that it had when it was sealed, or its header. */
  public @Nullable CorruptionException damage() {
    int ticket = pack.tryEnter();
    if (ticket < 0) {
      return null;
    }
    try {
      return findDamage();
    } finally {
      pack.leave(ticket);
    }
  }

  private @Nullable CorruptionException findDamage() {
    if (pack.length() < length) {
      return new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file,
          pack.length(),
          "a pack of " + pack.length() + " bytes that should have " + length);
    }
    if (length < PackFormat.HEADER_BYTES) {
      return null; // nothing of it was ever forced
    }
    try {
      PackFormat.checkHeader(pack.bytes(), number, file);
      return null;
    } catch (CorruptionException damage) {
      return damage;
    }
  }

  /** Whether it can still be read; once not, never again. */
  public boolean isOpen() {
    int ticket = pack.tryEnter();
    if (ticket >= 0) {
      pack.leave(ticket);
    }
    return ticket >= 0;
  }

  @Override
  public @Nullable CorruptionException faulted(InternalError fault) {
    CorruptionException cut = pack.faulted(fault);
    return cut == null ? indexMap.faulted(fault) : cut;
  }

  @Override
  public int objects() {
    return index.count();
  }

  @Override
  public long rawBytes() {
    return index.rawBytes();
  }

  @Override
  public int length() {
    return length;
  }

  /** One guard for both mappings: who reads in the index has entered the pack. */
  @Override
  public void close() {
    pack.close();
    indexMap.close();
  }
}
