package io.ewig.engine.internal.shred;

import io.ewig.engine.column.PathVector;
import io.ewig.engine.internal.packed.Texts;

/** Spreads the values of a path over the events of its block. */
final class PathFiller {

  private final Values values;
  private final short[] ordinals;

  /**
   * @param ordinals for each event, how many values come before its own; one more than events
   */
  PathFiller(Values values, short[] ordinals) {
    this.values = values;
    this.ordinals = ordinals;
  }

  /**
   * @param kinds of the events that have no value here
   */
  PathVector fill(byte[] kinds) {
    Texts texts = values.texts();
    boolean hasTexts = texts.count() > 0;
    boolean isScaled = values.scale() != DocumentsFormat.OWN_SCALES;
    long[] numbers = new long[kinds.length];
    int[] starts = new int[hasTexts ? kinds.length : 0];
    int[] ends = new int[starts.length];
    for (int row = 0; row < kinds.length; row++) {
      int index = ordinals[row];
      if (ordinals[row + 1] == index) {
        continue;
      }
      kinds[row] = kind(values.kind(index), isScaled);
      if (kinds[row] == PathVector.NUMBER) {
        numbers[row] = values.number(index);
      } else if (kinds[row] == PathVector.TEXT) {
        int place = values.place(index);
        starts[row] = texts.start(place);
        ends[row] = texts.start(place) + texts.length(place);
      }
    }
    int scale = isScaled ? values.scale() : 0;
    return new PathVector(kinds, numbers, scale, texts.bytes(), starts, ends);
  }

  private static byte kind(int kind, boolean isScaled) {
    return switch (kind) {
      case DocumentsFormat.NULL -> PathVector.NULL;
      case DocumentsFormat.FALSE -> PathVector.FALSE;
      case DocumentsFormat.TRUE -> PathVector.TRUE;
      case DocumentsFormat.NUMBER -> isScaled ? PathVector.NUMBER : PathVector.UNKNOWN;
      case DocumentsFormat.TEXT -> PathVector.TEXT;
      default -> PathVector.UNKNOWN;
    };
  }
}
