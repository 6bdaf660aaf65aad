package io.ewig.sync.protocol;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.standing.Sketch;
import io.ewig.sync.standing.Stated;
import io.ewig.sync.standing.Symbol;
import io.ewig.sync.standing.VectorDifference;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes standings and versions as they are said, see {@link FrameFormat}. */
final class StatedWriter {

  private final BytesOut out;

  StatedWriter(BytesOut out) {
    this.out = out;
  }

  static int form(Stated stated) {
    if (stated instanceof Stated.Digest) {
      return FrameFormat.DIGEST;
    } else if (stated instanceof Stated.Whole) {
      return FrameFormat.WHOLE;
    }
    return stated instanceof Stated.Relative ? FrameFormat.RELATIVE : FrameFormat.SKETCHED;
  }

  void put(Stated stated) {
    if (stated instanceof Stated.Whole whole) {
      putStanding(whole.standing());
      return;
    }
    out.putLong(stated.digest());
    if (stated instanceof Stated.Relative relative) {
      out.putLong(relative.base());
      putDifference(relative.difference(), relative.marks());
    } else if (stated instanceof Stated.Sketched sketched) {
      out.putLong(sketched.listener());
      putSketch(sketched.sketch());
    }
  }

  private void putStanding(Standing standing) {
    out.putVarint(standing.marks().size());
    standing
        .marks()
        .forEach(
            (origin, mark) -> {
              putOrigin(origin);
              out.putVarint(standing.version().get(origin)).putLong(mark);
            });
  }

  void putDifference(VectorDifference difference) {
    putDifference(difference, new TreeMap<>());
  }

  private void putDifference(VectorDifference difference, SortedMap<Integer, Long> marks) {
    TreeMap<Integer, Long> all = new TreeMap<>(difference.changed());
    marks.keySet().forEach(at -> all.put(at, 0L));
    out.putVarint(all.size());
    int next = 0;
    for (Map.Entry<Integer, Long> each : all.entrySet()) {
      out.putVarint(each.getKey() - next).putZigzag(each.getValue());
      Long mark = marks.get(each.getKey());
      if (mark != null) {
        out.putLong(mark);
      }
      next = each.getKey() + 1;
    }
    putVector(VersionVector.of(difference.added()));
  }

  private void putSketch(Sketch sketch) {
    out.putVarint(sketch.symbols().size());
    for (Symbol symbol : sketch.symbols()) {
      out.putLong(symbol.high()).putLong(symbol.low()).putVarint(symbol.seq());
      out.putLong(symbol.mark()).putLong(symbol.check()).putZigzag(symbol.count());
    }
  }

  void putVector(VersionVector vector) {
    out.putVarint(vector.seqs().size());
    vector
        .seqs()
        .forEach(
            (origin, seq) -> {
              putOrigin(origin);
              out.putVarint(seq);
            });
  }

  void putRanges(List<EventRange> ranges) {
    out.putVarint(ranges.size());
    for (EventRange range : ranges) {
      putOrigin(range.origin());
      out.putVarint(range.from()).putVarint(range.to() - range.from());
    }
  }

  void putOrigin(Origin origin) {
    out.putLong(origin.high()).putLong(origin.low());
  }
}
