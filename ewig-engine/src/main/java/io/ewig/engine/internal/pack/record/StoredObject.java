package io.ewig.engine.internal.pack.record;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.zstd.Zstd;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * An object in the form that a pack keeps it in: a range of an array.
 *
 * @param file where it was read from, for error texts
 */
public record StoredObject(ObjectHeader header, byte[] bytes, int from, String file, long offset) {

  /** Compression has to save an eighth to be worth its decoding. */
  private static final int SAVING = 8;

  /** Compresses an object where it pays. */
  public static StoredObject of(Hash address, byte[] raw, int compressFromBytes) {
    if (raw.length >= compressFromBytes) {
      byte[] packed = Zstd.compress(raw, raw.length - raw.length / SAVING);
      if (packed != null) {
        ObjectHeader header =
            new ObjectHeader(ObjectHeader.ZSTD, raw.length, packed.length, address);
        return new StoredObject(header, packed, 0, "", -1);
      }
    }
    ObjectHeader header = new ObjectHeader(ObjectHeader.RAW, raw.length, raw.length, address);
    return new StoredObject(header, raw, 0, "", -1);
  }

  /** The object itself, checked against its address. */
  public byte[] open() {
    byte[] raw = raw();
    if (!Sha256.of(raw).equals(header.address())) {
      throw corrupt("the object " + header.address() + " does not have its address", null);
    }
    return raw;
  }

  private byte[] raw() {
    if (header.codec() == ObjectHeader.RAW) {
      return Arrays.copyOfRange(bytes, from, from + header.storedLength());
    }
    try {
      return Zstd.decompress(bytes, from, header.storedLength(), header.rawLength());
    } catch (DataFormatException e) {
      throw corrupt("the object " + header.address() + ": " + e.getMessage(), e);
    }
  }

  private CorruptionException corrupt(String what, @Nullable DataFormatException cause) {
    return new CorruptionException(ErrorCode.CORRUPT_RECORD, file, offset, what, cause);
  }
}
