package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.record.StoredObject;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * One pack file, to be read from; any thread.
 *
 * <p>A pack that was closed meanwhile has no objects: whoever closes one publishes new {@link
 * Packs} before, so that its readers look again.
 */
public sealed interface Pack extends Closeable permits IndexedPack, ScannedPack, OpenPack {

  int number();

  /**
   * @param name the address's name in indexes
   */
  boolean contains(Hash address, Hash name);

  /** The object with that address, as it is kept, or null if it is not here. */
  @Nullable StoredObject read(Hash address, Hash name);

  /** Notes that a page could not be read, maybe of this pack; what is wrong if that is known. */
  @Nullable CorruptionException faulted(InternalError fault);

  int objects();

  long rawBytes();

  /** Up to where it is whole. */
  int length();

  @Override
  void close();
}
