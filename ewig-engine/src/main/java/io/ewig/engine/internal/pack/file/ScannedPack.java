package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.format.pack.PackFormat;
import io.ewig.engine.format.pack.PackIndexFormat;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.record.PackKeys;
import io.ewig.engine.internal.pack.record.PackScan;
import io.ewig.engine.internal.pack.record.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pack without an index, which was walked over: one that another process is writing to, or one
 * that a crash left behind.
 */
public final class ScannedPack implements Pack, PackScan.Visitor {

  private final PackFolder folder;
  private final int number;
  private final Path file;
  private final AddressTable table = new AddressTable();
  private final List<CorruptionException> damage = new ArrayList<>();
  private final PackScan scan;
  private volatile MappedFile mapped = MappedFile.empty();
  private volatile PackKeys keys = PackKeys.NONE;
  private volatile long rawBytes;

  private ScannedPack(PackFolder folder, int number) {
    this.folder = folder;
    this.number = number;
    this.file = folder.pack(number);
    this.scan = new PackScan(number, folder.keys(), file.toString(), this);
  }

  static ScannedPack open(PackFolder folder, int number) throws IOException {
    ScannedPack pack = new ScannedPack(folder, number);
    pack.grow();
    return pack;
  }

  /** Looks at what was added since; one thread at a time. */
  public void grow() throws IOException {
    long there = folder.disk().size(file);
    MappedFile old = mapped;
    if (there <= old.length()) {
      return;
    }
    if (there > Integer.MAX_VALUE) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file.toString(), 0, "a pack of " + there + " bytes");
    }
    MappedFile fresh = MappedFile.of(folder.disk(), file, there);
    mapped = fresh; // first, for what the walk finds is asked for at once
    old.close();
    scan.run(fresh.bytes());
    keys = scan.keys();
  }

  @Override
  public void object(ObjectHeader header, int offset) {
    keys = scan.keys();
    table.add(header.address(), offset);
    long sum = rawBytes + header.rawLength();
    rawBytes = sum;
  }

  @Override
  public void damage(CorruptionException what) {
    damage.add(what);
  }

  AddressTable table() {
    return table;
  }

  PackKeys packKeys() {
    return keys;
  }

  boolean endsWithMark() {
    return scan.endsWithMark();
  }

  /** Whether the file has bytes behind what is whole. */
  boolean isTorn() {
    return mapped.length() > scan.end();
  }

  /** Whether all of it is whole, and an index has room for more. */
  public boolean canGoOn() {
    return damage.isEmpty()
        && !isTorn()
        && length() >= PackFormat.HEADER_BYTES
        && table.size() < PackIndexFormat.OBJECTS_MAX / 2
        && keys.size() < PackIndexFormat.KEYS_MAX;
  }

  MappedFile mapped() {
    return mapped;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public boolean contains(Hash address, Hash name) {
    return table.find(address) >= 0;
  }

  @Override
  public @Nullable StoredObject read(Hash address, Hash name) {
    int offset = table.find(address);
    while (offset >= 0) {
      MappedFile now = mapped;
      StoredObject found = now.objectAt(offset, keys, file.toString());
      if (found != null || now == mapped) {
        return found;
      }
    }
    return null;
  }

  @Override
  public @Nullable CorruptionException faulted(InternalError fault) {
    return mapped.faulted(fault);
  }

  @Override
  public int objects() {
    return table.size();
  }

  @Override
  public long rawBytes() {
    return rawBytes;
  }

  @Override
  public int length() {
    return scan.end();
  }

  @Override
  public void close() {
    mapped.close();
  }
}
