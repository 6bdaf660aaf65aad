package io.ewig.engine.inception;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.internal.zstd.Zstd;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;

/** Reads the entries of a state, block by block; one thread. */
final class ContentReader {

  private static final int KINDS = SignedCheckpointFormat.EVERYWHERE + SignedCheckpointFormat.TIMED;

  private final BytesIn in;
  private final String file;

  ContentReader(byte[] content, String file) {
    this.in = new BytesIn(content, file);
    this.file = file;
  }

  void forEach(Consumer<Entry> action) {
    while (in.remaining() > 0) {
      BytesIn block = new BytesIn(nextBlock(), file);
      while (block.remaining() > 0) {
        action.accept(entry(block));
      }
    }
  }

  private byte[] nextBlock() {
    int rawLength = in.getCount(SignedCheckpointFormat.RAW_BYTES_MAX, "bytes of a block");
    int length = in.getCount(rawLength, "bytes of a compressed block");
    byte[] bytes = in.get(length);
    if (length == rawLength) {
      return bytes;
    }
    try {
      return Zstd.decompress(bytes, 0, length, rawLength);
    } catch (DataFormatException e) {
      throw in.malformed("a block can't be decompressed: " + e.getMessage());
    }
  }

  private static Entry entry(BytesIn in) {
    int kind = in.getByte();
    if (kind > KINDS) {
      throw in.malformed("an entry of kind " + kind);
    }
    boolean isTimed = (kind & SignedCheckpointFormat.TIMED) != 0;
    byte[] key = in.get(in.getCount(SignedCheckpointFormat.KEY_BYTES_MAX, "bytes of a key"));
    long from = isTimed ? in.getLong() : Long.MIN_VALUE;
    long to = isTimed ? in.getLong() : Long.MAX_VALUE;
    if (key.length == 0 || from >= to) {
      throw in.malformed("an entry of " + key.length + " bytes from " + from + " to " + to);
    }
    byte[] value = in.get(in.getCount(in.remaining(), "bytes of a value"));
    return new Entry((kind & SignedCheckpointFormat.EVERYWHERE) != 0, key, from, to, value);
  }
}
