package io.ewig.sync.protocol;

import io.ewig.engine.exchange.Compression;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.replica.Brought;
import java.util.List;

/** Packs payloads that are wanted, see {@link FrameFormat}. */
final class BroughtWriter {

  private BroughtWriter() {}

  static void write(List<Brought> payloads, BytesOut out) {
    BytesOut raw = new BytesOut(1 << 10);
    for (Brought each : payloads) {
      byte[] salt = each.salt();
      byte[] bytes = each.bytes();
      raw.putHash(each.event());
      if (salt == null || bytes == null) {
        raw.putVarint(0);
      } else {
        raw.putVarint(bytes.length + 1L).put(salt).put(bytes);
      }
    }
    byte[] words = raw.toArray();
    byte[] packed = Compression.compress(words);
    boolean isOfUse =
        packed != null
            && packed.length < words.length
            && words.length <= (long) ProtocolLimits.RATIO_MAX * packed.length;
    out.putVarint(words.length).put(packed != null && isOfUse ? packed : words);
  }
}
