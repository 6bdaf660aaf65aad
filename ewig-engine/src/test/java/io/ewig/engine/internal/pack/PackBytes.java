package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.record.ObjectFrames;
import io.ewig.engine.internal.pack.record.ObjectReader;
import io.ewig.engine.internal.pack.record.PackScan;
import io.ewig.engine.internal.pack.record.StoredObject;
import io.ewig.engine.internal.pack.record.Tail;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/** Walks over a pack in memory and opens all that it finds. */
final class PackBytes {

  private PackBytes() {}

  /** A mark and a made-up object, as they lie in a pack at an offset. */
  static byte[] markAndObject(int offset, Hash address, byte[] content) {
    Tail tail = new Tail(offset);
    ObjectFrames frames = new ObjectFrames();
    frames.writeMark(tail);
    ObjectHeader header =
        new ObjectHeader(ObjectHeader.RAW, content.length, content.length, address);
    frames.write(new StoredObject(header, content, 0, "", -1), FrameLock.CLEAR, tail);
    return tail.from(offset);
  }

  static void scan(byte[] pack, Map<Hash, byte[]> objects) {
    ByteBuffer bytes = ByteBuffer.wrap(pack).order(ByteOrder.LITTLE_ENDIAN);
    PackScan[] scan = new PackScan[1];
    scan[0] =
        new PackScan(
            1,
            FrameKeys.NONE,
            "fuzzed",
            new PackScan.Visitor() {
              @Override
              public void object(ObjectHeader header, int offset) {
                open(new ObjectReader(bytes, 0, pack.length, scan[0].keys(), "fuzzed"), offset);
              }

              @Override
              public void damage(CorruptionException what) {
                assertThat(what.file()).isEqualTo("fuzzed");
              }

              private void open(ObjectReader reader, int offset) {
                try {
                  StoredObject object = reader.objectAt(offset);
                  byte[] content = object.open();
                  byte[] known = objects.get(object.header().address());
                  assertThat(known == null || Arrays.equals(known, content)).isTrue();
                } catch (EwigException typed) {
                  assertThat(typed.getMessage()).isNotBlank();
                }
              }
            });
    try {
      scan[0].run(bytes);
    } catch (EwigException typed) {
      assertThat(typed.getMessage()).isNotBlank();
    }
  }
}
