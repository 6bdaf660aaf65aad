package io.ewig.engine.format.pack;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.store.ContentStore;

/**
 * What an object of a pack starts with.
 *
 * <pre>
 *   +-------+------------------+---------------------+-----------------+--------------
 *   | codec | raw length       | stored length       | address         | stored bytes
 *   | 1     | varint           | varint              | 32              |
 *   +-------+------------------+---------------------+-----------------+--------------
 *   codec   0 as they are, 1 zstd
 * </pre>
 *
 * @param rawLength of the object
 * @param storedLength of what is kept of it, over all its frames; never more
 */
public record ObjectHeader(int codec, int rawLength, int storedLength, Hash address) {

  public static final int RAW = 0;
  public static final int ZSTD = 1;

  /** Of the longest header. */
  public static final int BYTES_MAX = 1 + 5 + 5 + Hash.BYTES;

  public void write(BytesOut out) {
    out.putByte(codec).putVarint(rawLength).putVarint(storedLength).putHash(address);
  }

  /** Reads a header; what it claims may be allocated. */
  public static ObjectHeader read(BytesIn in) {
    int codec = in.getByte();
    int rawLength = in.getCount(ContentStore.OBJECT_BYTES_MAX, "bytes in an object");
    int storedLength = in.getCount(rawLength, "bytes stored of " + rawLength);
    if (codec > ZSTD || (codec == RAW && storedLength != rawLength)) {
      throw in.malformed("an object of codec " + codec + " and " + storedLength + " bytes");
    }
    return new ObjectHeader(codec, rawLength, storedLength, in.getHash());
  }
}
