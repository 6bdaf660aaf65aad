package io.ewig.engine.internal.shred;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes of a file by number, and the paths that they have; only grows.
 *
 * <pre>
 * shapes = count: varint, ( length: varint, template )*
 * </pre>
 */
public final class Shapes {

  /** Documents of more shapes than these recur too little; the others stay as they are. */
  static final int COUNT_MAX = 4096;

  /** Of all templates; bounds what opening a file takes in memory. */
  static final int BYTES_MAX = 1 << 20;

  /** Paths of all shapes, each counted once. */
  static final int PATHS_MAX = 8192;

  private final List<Shape> all = new ArrayList<>();
  private final List<int[]> pathsOf = new ArrayList<>();
  private final Dictionary<JsonPointer> paths = new Dictionary<>();
  private int bytes;

  /** Whether another shape finds room. */
  boolean hasRoomFor(Shape shape) {
    return all.size() < COUNT_MAX
        && bytes + shape.template().length <= BYTES_MAX
        && paths.size() + shape.slots() <= PATHS_MAX;
  }

  int add(Shape shape) {
    int[] known = new int[shape.slots()];
    for (int slot = 0; slot < known.length; slot++) {
      known[slot] = paths.add(shape.places().get(slot));
    }
    bytes += shape.template().length;
    all.add(shape);
    pathsOf.add(known);
    return all.size() - 1;
  }

  int size() {
    return all.size();
  }

  Shape get(int number) {
    return all.get(number);
  }

  /** The number of the path of each scalar of a shape. */
  int[] pathsOf(int number) {
    return pathsOf.get(number);
  }

  /** The number of a path, or -1. */
  int path(JsonPointer pointer) {
    return paths.find(pointer);
  }

  public int paths() {
    return paths.size();
  }

  public void write(BytesOut out) {
    out.putVarint(all.size());
    for (Shape shape : all) {
      out.putVarint(shape.template().length).put(shape.template());
    }
  }

  public static Shapes read(BytesIn in) {
    Shapes shapes = new Shapes();
    for (int left = in.getCount(COUNT_MAX, "shapes"); left > 0; left--) {
      byte[] template = in.get(in.getCount(PayloadLexer.TEMPLATE_BYTES_MAX, "bytes of a shape"));
      Shape shape = Shape.of(template);
      if (shape == null || !shapes.hasRoomFor(shape)) {
        throw in.malformed("a shape that is no JSON, or over the limits");
      }
      shapes.add(shape);
    }
    return shapes;
  }
}
