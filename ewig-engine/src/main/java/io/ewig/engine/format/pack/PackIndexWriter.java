package io.ewig.engine.format.pack;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.Chunks;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import java.util.ArrayList;
import java.util.List;

/** Lays down the index of a pack, see {@link PackIndexFormat}. */
public final class PackIndexWriter {

  private PackIndexWriter() {}

  /** Where the object of that name lies. */
  public record Entry(Hash name, int offset) {}

  /**
   * @param length of the pack
   * @param rawBytes of all objects
   * @param keys offsets of data keys
   * @param secret of the names; empty if there is none
   */
  public record Extent(int number, int length, long rawBytes, List<Integer> keys, byte[] secret) {}

  public static byte[] write(Extent extent, List<Entry> entries, FrameKeys frameKeys) {
    InternalException.require(
        entries.size() <= PackIndexFormat.OBJECTS_MAX
            && extent.keys.size() <= PackIndexFormat.KEYS_MAX,
        "a pack is sealed before it has too many objects or keys for its index");
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort((left, right) -> PackIndexFormat.compare(left.name, right.name));
    BytesOut rest = new BytesOut(256);
    if (extent.secret.length > 0) {
      Chunks.write(rest, extent.secret, extent.secret.length, frameKeys);
    }
    int bits = PackIndexFormat.bitsFor(sorted.size());
    BytesOut out = new BytesOut(1024 + 37 * sorted.size());
    out.putLong(PackIndexFormat.MAGIC).putInt(0);
    out.putInt(sorted.size()).putInt(extent.number).putInt(extent.length);
    out.putInt(extent.keys.size()).putInt(bits).putInt(rest.size()).putInt(0);
    out.putLong(extent.rawBytes);
    putFan(out, sorted, bits);
    sorted.forEach(entry -> out.putLong(entry.name.a()));
    sorted.forEach(entry -> out.putInt(entry.offset));
    sorted.forEach(
        entry -> out.putLong(entry.name.b()).putLong(entry.name.c()).putLong(entry.name.d()));
    extent.keys.forEach(out::putInt);
    out.put(rest.array(), 0, rest.size());
    int from = PackIndexFormat.COUNT;
    out.setInt(PackIndexFormat.CRC, Checksum.of(out.array(), from, out.size() - from));
    return out.toArray();
  }

  private static void putFan(BytesOut out, List<Entry> sorted, int bits) {
    int at = 0;
    for (int bucket = 0; bucket < 1 << bits; bucket++) {
      while (at < sorted.size() && PackIndexFormat.bucket(sorted.get(at).name.a(), bits) < bucket) {
        at++;
      }
      out.putInt(at);
    }
    out.putInt(sorted.size());
  }
}
