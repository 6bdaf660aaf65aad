package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.version.Series;

/** Turns the values of a series, one after the other, into what is written of each of them. */
final class PatchWriter {

  private static final int NONE = -1;

  private final BytesOut out = new BytesOut(256);
  private byte[] base = new byte[256];
  private byte[] value = new byte[256];
  private int baseLength = NONE;
  private int inBlock;

  /** The next value: itself, or what makes it out of its base; valid until the next. */
  BytesOut next(Series part, int index) {
    if (inBlock == SeriesFormat.PATCHED) {
      inBlock = 0;
      baseLength = NONE;
    }
    inBlock++;
    out.clear();
    if (part.isDeletion(index)) {
      return out;
    }
    int length = part.valueLength(index);
    if (length > value.length) {
      value = new byte[Math.max(length, 2 * value.length)];
    }
    part.copyValue(index, value, 0);
    if (baseLength == NONE) {
      out.put(value, 0, length);
      byte[] room = base;
      base = value;
      baseLength = length;
      value = room;
    } else {
      Patch.write(out, base, baseLength, value, length);
    }
    return out;
  }
}
