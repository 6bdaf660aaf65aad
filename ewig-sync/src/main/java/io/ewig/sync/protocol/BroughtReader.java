package io.ewig.sync.protocol;

import io.ewig.engine.event.Payload;
import io.ewig.engine.exchange.Compression;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.Brought;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;

/** Unpacks payloads that are wanted, see {@link FrameFormat}. */
final class BroughtReader {

  private BroughtReader() {}

  static List<Brought> read(BytesIn in, Allowance allowance) {
    int length = allowance.takeBytes(in, "bytes of payloads");
    byte[] words = words(in, length);
    BytesIn raw = new BytesIn(words, "payloads of a peer");
    List<Brought> found = new ArrayList<>();
    while (raw.remaining() > 0) {
      if (found.size() == ProtocolLimits.PAYLOADS_MAX) {
        throw raw.malformed("more than " + ProtocolLimits.PAYLOADS_MAX + " payloads");
      }
      Hash event = raw.getHash();
      int size = raw.getCount(Payload.BYTES_MAX + 1, "bytes of a payload");
      found.add(
          size == 0
              ? Brought.missing(event)
              : new Brought(event, raw.get(Payload.SALT_BYTES), raw.get(size - 1)));
    }
    return found;
  }

  private static byte[] words(BytesIn in, int length) {
    byte[] rest = in.get(in.remaining());
    if (rest.length == length) {
      return rest;
    } else if (rest.length > length || length > (long) ProtocolLimits.RATIO_MAX * rest.length) {
      throw in.malformed(rest.length + " bytes that are " + length + " decompressed");
    }
    try {
      return Compression.decompress(rest, 0, rest.length, length);
    } catch (DataFormatException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }
}
