package io.ewig.engine.internal.shred;

import io.ewig.engine.column.BlobRef;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.PayloadVector;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.internal.packed.LongsReader;
import io.ewig.engine.internal.packed.Texts;
import io.ewig.engine.internal.packed.TextsReader;
import io.ewig.engine.json.JsonPointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of a block that were taken apart; a column is read when it is first needed. One
 * thread.
 */
public final class Documents implements PayloadVector {

  /** What the payloads of a block may take, beside a last one. */
  public static final int BYTES_MAX = 4 << 20;

  private final Shapes shapes;
  private final DocumentColumns columns;
  private final String file;
  private final int[] shapeOf;
  private final @Nullable Path[] paths;
  private final List<Path @Nullable []> slots;
  private byte[] scratch = new byte[512];
  private @Nullable Path rest;
  private @Nullable Texts restTexts;
  private @Nullable Path blobs;
  private @Nullable Texts blobTexts;

  /** The values of a path, and which of them is that of each payload. */
  private record Path(short[] ordinals, @Nullable Values values) {

    Values some() {
      if (values == null) {
        throw new IllegalStateException("a path of a shape has values");
      }
      return values;
    }
  }

  /**
   * @param file for error texts
   */
  public Documents(Shapes shapes, int size, DocumentColumns columns, String file) {
    this.shapes = shapes;
    this.columns = columns;
    this.file = file;
    this.paths = new @Nullable Path[shapes.paths()];
    this.slots = new ArrayList<>(Collections.nCopies(shapes.size(), null));
    BytesIn in = column(DocumentColumns.SHAPES);
    this.shapeOf =
        LongsReader.readBelow(in, size, shapes.size() + DocumentsFormat.FIRST_SHAPE, "a shape");
  }

  private BytesIn column(int number) {
    BytesIn in = columns.find(number);
    if (in == null) {
      throw corrupt("column " + number + " of the payloads is not there");
    }
    return in;
  }

  private CorruptionException corrupt(String what) {
    return new CorruptionException(ErrorCode.CORRUPT_RECORD, file, -1, what);
  }

  @Override
  public boolean isJson(int row) {
    return shapeOf[row] >= DocumentsFormat.FIRST_SHAPE;
  }

  @Override
  public boolean isErased(int row) {
    return shapeOf[row] == DocumentsFormat.ERASED;
  }

  @Override
  public byte @Nullable [] bytes(int row) {
    return switch (shapeOf[row]) {
      case DocumentsFormat.REST -> rest(row);
      case DocumentsFormat.BLOB, DocumentsFormat.ERASED -> null;
      default -> together(row, shapeOf[row] - DocumentsFormat.FIRST_SHAPE);
    };
  }

  private byte[] rest(int row) {
    Path order = rest;
    Texts texts = restTexts;
    if (order == null || texts == null) {
      order = new Path(ordinals(of(DocumentsFormat.REST)), null);
      texts = TextsReader.read(column(DocumentColumns.REST), count(order.ordinals), BYTES_MAX);
      rest = order;
      restTexts = texts;
    }
    return texts.get(order.ordinals[row]);
  }

  @Override
  public @Nullable BlobRef blob(int row) {
    if (shapeOf[row] != DocumentsFormat.BLOB) {
      return null;
    }
    Path order = blobs;
    Texts texts = blobTexts;
    if (order == null || texts == null) {
      order = new Path(ordinals(of(DocumentsFormat.BLOB)), null);
      texts = TextsReader.read(column(DocumentColumns.BLOBS), count(order.ordinals), BYTES_MAX);
      blobs = order;
      blobTexts = texts;
    }
    BytesIn in = new BytesIn(texts.get(order.ordinals[row]), file);
    return new BlobRef(in.getLong(), in.getHash());
  }

  private boolean[] of(int shape) {
    boolean[] only = new boolean[shapes.size() + DocumentsFormat.FIRST_SHAPE];
    only[shape] = true;
    return only;
  }

  /** For each payload, how many before it have one of some shapes; the last entry is for all. */
  private short[] ordinals(boolean[] ofShape) {
    short[] ordinals = new short[shapeOf.length + 1];
    int count = 0;
    for (int i = 0; i < shapeOf.length; i++) {
      ordinals[i] = (short) count;
      count += ofShape[shapeOf[i]] ? 1 : 0;
    }
    ordinals[shapeOf.length] = (short) count;
    return ordinals;
  }

  private static int count(short[] ordinals) {
    return ordinals[ordinals.length - 1];
  }

  private Path path(int number) {
    Path known = paths[number];
    if (known == null) {
      boolean[] hasIt = new boolean[shapes.size() + DocumentsFormat.FIRST_SHAPE];
      for (int shape = 0; shape < shapes.size(); shape++) {
        for (int path : shapes.pathsOf(shape)) {
          hasIt[shape + DocumentsFormat.FIRST_SHAPE] |= path == number;
        }
      }
      short[] ordinals = ordinals(hasIt);
      Values values =
          count(ordinals) == 0
              ? null
              : Values.read(
                  column(DocumentColumns.FIRST_PATH + number), count(ordinals), BYTES_MAX);
      known = new Path(ordinals, values);
      paths[number] = known;
    }
    return known;
  }

  private byte[] together(int row, int number) {
    Shape shape = shapes.get(number);
    byte[] template = shape.template();
    Path[] slots = slotsOf(number);
    int from = 0;
    int at = 0;
    for (int slot = 0; slot < slots.length; slot++) {
      int mark = shape.mark(slot);
      int piece = mark - from;
      Values values = slots[slot].some();
      int index = slots[slot].ordinals[row];
      reserve(at + piece + values.room(index));
      System.arraycopy(template, from, scratch, at, piece);
      at = values.put(index, scratch, at + piece);
      from = mark + 1;
    }
    int rest = template.length - from;
    reserve(at + rest);
    System.arraycopy(template, from, scratch, at, rest);
    return Arrays.copyOf(scratch, at + rest);
  }

  private Path[] slotsOf(int number) {
    Path[] known = slots.get(number);
    if (known == null) {
      int[] paths = shapes.pathsOf(number);
      known = new Path[paths.length];
      for (int slot = 0; slot < paths.length; slot++) {
        known[slot] = path(paths[slot]);
      }
      slots.set(number, known);
    }
    return known;
  }

  private void reserve(int length) {
    if (length > Payload.INLINE_BYTES_MAX + PayloadLexer.TEMPLATE_BYTES_MAX) {
      throw corrupt("a payload of " + length + " bytes");
    }
    if (length > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(length, 2 * scratch.length));
    }
  }

  /** What stands at a place of each document. */
  public PathVector vector(JsonPointer pointer) {
    int number = shapes.path(pointer);
    byte[] outside = new byte[shapes.size() + DocumentsFormat.FIRST_SHAPE];
    Arrays.fill(outside, 0, DocumentsFormat.FIRST_SHAPE, PathVector.UNKNOWN);
    for (int shape = 0; shape < shapes.size(); shape++) {
      if (shapes.get(shape).hasContainer(pointer)) {
        outside[shape + DocumentsFormat.FIRST_SHAPE] = PathVector.UNKNOWN;
      }
    }
    byte[] kinds = new byte[shapeOf.length];
    for (int row = 0; row < kinds.length; row++) {
      kinds[row] = outside[shapeOf[row]];
    }
    Path path = number < 0 ? null : path(number);
    if (path == null || path.values == null) {
      return new PathVector(kinds, new long[0], 0, new byte[0], new int[0], new int[0]);
    }
    return new PathFiller(path.values, path.ordinals).fill(kinds);
  }
}
