package io.ewig.sync.protocol;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.standing.Sketch;
import io.ewig.sync.standing.Stated;
import io.ewig.sync.standing.Symbol;
import io.ewig.sync.standing.VectorDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads standings and versions as they are said, see {@link FrameFormat}. */
final class StatedReader {

  private StatedReader() {}

  static Stated stated(int form, BytesIn in) {
    return switch (form) {
      case FrameFormat.DIGEST -> new Stated.Digest(in.getLong());
      case FrameFormat.WHOLE -> new Stated.Whole(standing(in));
      case FrameFormat.RELATIVE -> relative(in);
      default -> new Stated.Sketched(in.getLong(), in.getLong(), sketch(in));
    };
  }

  private static Standing standing(BytesIn in) {
    TreeMap<Origin, Long> marks = new TreeMap<>();
    VersionVector version = vector(in, origin -> marks.put(origin, in.getLong()));
    return new Standing(version, marks);
  }

  private static Stated relative(BytesIn in) {
    long digest = in.getLong();
    long base = in.getLong();
    TreeMap<Integer, Long> marks = new TreeMap<>();
    VectorDifference difference = difference(in, at -> marks.put(at, in.getLong()));
    return new Stated.Relative(digest, base, difference, marks);
  }

  static VectorDifference difference(BytesIn in) {
    return difference(
        in,
        at -> {
          throw in.malformed("a difference that is none");
        });
  }

  /**
   * @param asFar reads what is said of an origin that has got as far as before
   */
  private static VectorDifference difference(BytesIn in, Consumer<Integer> asFar) {
    int count = in.getCount(ProtocolLimits.ORIGINS_MAX, "origins that differ");
    TreeMap<Integer, Long> changed = new TreeMap<>();
    int at = -1;
    for (int i = 0; i < count; i++) {
      at += 1 + in.getCount(ProtocolLimits.ORIGINS_MAX, "places between origins");
      long further = in.getZigzag();
      if (at >= ProtocolLimits.ORIGINS_MAX) {
        throw in.malformed("the origin at place " + at);
      } else if (further == 0) {
        asFar.accept(at);
      } else {
        changed.put(at, further);
      }
    }
    return new VectorDifference(changed, vector(in).seqs());
  }

  private static Sketch sketch(BytesIn in) {
    int count = in.getCount(ProtocolLimits.ORIGINS_MAX, "symbols");
    if (count == 0) {
      throw in.malformed("a sketch of nothing");
    }
    List<Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symbols.add(
          new Symbol(
              in.getLong(),
              in.getLong(),
              in.getVarint(),
              in.getLong(),
              in.getLong(),
              in.getZigzag()));
    }
    return new Sketch(symbols);
  }

  static VersionVector vector(BytesIn in) {
    return vector(in, origin -> {});
  }

  /**
   * @param rest reads what stands behind each number
   */
  private static VersionVector vector(BytesIn in, Consumer<Origin> rest) {
    int count = in.getCount(ProtocolLimits.ORIGINS_MAX, "origins");
    TreeMap<Origin, Long> seqs = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      Origin origin = origin(in);
      long seq = count(in);
      if (seq == 0 || (!seqs.isEmpty() && seqs.lastKey().compareTo(origin) >= 0)) {
        throw in.malformed("a version that is not sorted, or names nothing");
      }
      seqs.put(origin, seq);
      rest.accept(origin);
    }
    return VersionVector.of(seqs);
  }

  static List<EventRange> ranges(int max, BytesIn in) {
    List<EventRange> ranges = new ArrayList<>();
    for (int left = in.getCount(max, "stretches"); left > 0; left--) {
      Origin origin = origin(in);
      long from = count(in);
      long more = count(in);
      if (from == 0 || from + more < from) {
        throw in.malformed(more + " events from " + from + " on");
      }
      ranges.add(new EventRange(origin, from, from + more));
    }
    return ranges;
  }

  static long count(BytesIn in) {
    long count = in.getVarint();
    if (count < 0) {
      throw in.malformed("a count over 2^63");
    }
    return count;
  }

  static Origin origin(BytesIn in) {
    return new Origin(in.getLong(), in.getLong());
  }
}
