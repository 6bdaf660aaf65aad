package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.pack.PackFormat;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.record.ObjectFrames;
import io.ewig.engine.internal.pack.record.ObjectReader;
import io.ewig.engine.internal.pack.record.PackKeys;
import io.ewig.engine.internal.pack.record.StoredObject;
import io.ewig.engine.internal.pack.record.Tail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The pack that grows: its table and its end are in memory, the rest is mapped.
 *
 * <p>Its writer changes it under a lock, readers need none: what a reader finds in the table lies
 * in any {@link View} published since.
 */
public final class OpenPack implements Pack {

  /**
   * Where the bytes are at one moment.
   *
   * @param mapped the start of the file
   * @param tail what follows, from the base on
   */
  private record View(MappedFile mapped, ByteBuffer tail, int base, PackKeys keys) {}

  private final PackFolder folder;
  private final int number;
  private final Path file;
  private final AddressTable table;
  private final ObjectFrames frames = new ObjectFrames();
  private final Tail tail;
  private final boolean isNewFile;
  private volatile View view;
  private volatile long rawBytes;

  private @Nullable FrameLock lock; // of this opening; none before its first object
  private boolean isMarkDue;
  private volatile int forced; // up to here, the file has all

  private OpenPack(
      PackFolder folder,
      int number,
      AddressTable table,
      MappedFile mapped,
      PackKeys keys,
      int end) {
    this.folder = folder;
    this.number = number;
    this.file = folder.pack(number);
    this.table = table;
    this.tail = new Tail(end);
    this.isNewFile = end == 0;
    this.forced = end;
    this.view = new View(mapped, tail.buffer(), tail.base(), keys);
  }

  /** A pack of which there is no file before its first batch. */
  public static OpenPack create(PackFolder folder, int number) {
    OpenPack pack =
        new OpenPack(folder, number, new AddressTable(), MappedFile.empty(), PackKeys.NONE, 0);
    pack.tail.add(PackFormat.header(number));
    pack.publish();
    return pack;
  }

  /** Goes on in a pack that is whole and durable. */
  public static OpenPack resume(PackFolder folder, ScannedPack found) {
    OpenPack pack =
        new OpenPack(
            folder,
            found.number(),
            found.table(),
            found.mapped(),
            found.packKeys(),
            found.length());
    pack.rawBytes = found.rawBytes();
    pack.isMarkDue = !found.endsWithMark();
    return pack;
  }

  private void publish() {
    view = new View(view.mapped, tail.buffer(), tail.base(), view.keys);
  }

  private void publishIfMoved() {
    if (view.tail.capacity() < tail.buffer().capacity()) {
      publish();
    }
  }

  /** Adds an object that is not here yet. */
  public void add(StoredObject object) {
    if (isMarkDue) {
      frames.writeMark(tail);
      isMarkDue = false;
    }
    FrameLock with = lock == null ? newLock() : lock;
    int offset = tail.end();
    frames.write(object, with, tail);
    publishIfMoved();
    long sum = rawBytes + object.header().rawLength();
    rawBytes = sum;
    table.add(object.header().address(), offset); // last, for now readers find it
  }

  private FrameLock newLock() {
    FrameKeys.Fresh fresh = folder.keys().fresh();
    if (fresh.wrapped().length > 0) {
      int offset = tail.end();
      frames.writeKey(FrameKeys.frame(fresh.wrapped(), offset), tail);
      PackKeys keys = view.keys.with(new PackKeys.Key(offset, fresh.lock()));
      view = new View(view.mapped, tail.buffer(), tail.base(), keys);
    }
    lock = fresh.lock();
    return fresh.lock();
  }

  /** What the file does not have yet; the next object starts a new batch. */
  public byte[] takeBatch() {
    isMarkDue = true;
    return tail.from(forced);
  }

  /** The file has a batch now, durably. */
  public void forced(int bytes) {
    int end = forced + bytes;
    InternalException.require(end <= tail.end(), "a batch ends where the tail did");
    forced = end;
  }

  public int forcedLength() {
    return forced;
  }

  public int unforced() {
    return tail.end() - forced;
  }

  /** Whether the file's name is not known to be durable yet. */
  public boolean hasNoFile() {
    return isNewFile && forced == 0;
  }

  /** A mark on its own: whoever opens the pack knows that all of it was forced. */
  public void addMark() {
    if (isMarkDue) {
      frames.writeMark(tail);
      isMarkDue = false;
      publishIfMoved();
    }
  }

  /** Forgets what can be read from the file, if that is so much. */
  public void shorten(int bytes) throws IOException {
    if (forced - tail.base() < bytes) {
      return;
    }
    MappedFile old = view.mapped;
    MappedFile fresh = MappedFile.of(folder.disk(), file, forced);
    tail.drop(forced);
    view = new View(fresh, tail.buffer(), tail.base(), view.keys);
    old.close();
  }

  public Path file() {
    return file;
  }

  public AddressTable table() {
    return table;
  }

  public PackKeys keys() {
    return view.keys;
  }

  /** Whether there is no object and no file, so that there is nothing to force. */
  public boolean isPristine() {
    return hasNoFile() && table.size() == 0;
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
      View now = view;
      if (offset >= now.base) {
        int end = now.base + now.tail.limit();
        return new ObjectReader(now.tail, now.base, end, now.keys, file.toString())
            .objectAt(offset);
      }
      StoredObject found = now.mapped.objectAt(offset, now.keys, file.toString());
      if (found != null || now.mapped == view.mapped) {
        return found;
      }
    }
    return null;
  }

  @Override
  public @Nullable CorruptionException faulted(InternalError fault) {
    return view.mapped.faulted(fault);
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
    return tail.end();
  }

  @Override
  public void close() {
    view.mapped.close();
  }
}
