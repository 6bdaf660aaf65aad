package io.ewig.engine.internal.pack;

import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.pack.PackFormat;
import io.ewig.engine.log.Randoms;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Packs that are nearly right: changed here and there, and their checksums mended after it. */
final class Mutations {

  private Mutations() {}

  static byte[] of(byte[] good, Randoms random) {
    byte[] bad = random.oneIn(8) ? Arrays.copyOf(good, random.below(good.length)) : good.clone();
    for (int left = 1 + random.below(4); left > 0 && bad.length > 0; left--) {
      int at = random.below(bad.length);
      bad[at] =
          random.oneIn(2) ? (byte) (bad[at] ^ 1 << random.below(8)) : (byte) random.below(256);
    }
    if (!random.oneIn(4)) {
      mend(bad);
    }
    return bad;
  }

  private static void mend(byte[] pack) {
    ByteBuffer bytes = ByteBuffer.wrap(pack).order(ByteOrder.LITTLE_ENDIAN);
    if (pack.length >= PackFormat.HEADER_BYTES) {
      bytes.putInt(12, Checksum.of(pack, 0, 12));
    }
    int at = PackFormat.HEADER_BYTES;
    while (at + PackFormat.MARK_BYTES <= pack.length) {
      int length = bytes.getInt(at);
      int frame = at + PackFormat.LENGTH_BYTES;
      if (length < FrameFormat.BODY || length > pack.length - frame) {
        return;
      }
      int crc =
          Checksum.of(
              pack, frame, FrameFormat.CRC, frame + FrameFormat.SEQ, length - FrameFormat.SEQ);
      bytes.putInt(frame + FrameFormat.CRC, crc);
      at = frame + length;
    }
  }
}
