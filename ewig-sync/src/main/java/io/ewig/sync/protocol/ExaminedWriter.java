package io.ewig.sync.protocol;

import io.ewig.engine.comparison.Absences;
import io.ewig.engine.comparison.EventPlace;
import io.ewig.engine.comparison.Mark;
import io.ewig.engine.comparison.Outline;
import io.ewig.engine.format.BytesOut;
import io.ewig.sync.standing.Stated;
import java.util.Optional;

/** Writes what comparisons ask and answer, see {@link FrameFormat}. */
final class ExaminedWriter {

  private final BytesOut out;
  private final StatedWriter stated;

  ExaminedWriter(BytesOut out, StatedWriter stated) {
    this.out = out;
    this.stated = stated;
  }

  void put(Message.Examine examine) {
    putFlags(examine.standing(), examine.outline(), examine.absences());
    examine.outline().ifPresent(out::putLong);
    examine.absences().ifPresent(out::putLong);
    out.putVarint(examine.places().size());
    for (EventPlace place : examine.places()) {
      stated.putOrigin(place.origin());
      out.putVarint(place.originSeq());
    }
  }

  void put(Message.Examined examined) {
    putFlags(examined.standing(), examined.outline(), examined.absences());
    examined.outline().ifPresent(this::put);
    examined.absences().ifPresent(this::put);
    out.putVarint(examined.marks().size());
    for (Optional<Mark> mark : examined.marks()) {
      out.putByte(mark.isPresent() ? 1 : 0);
      mark.ifPresent(known -> out.putLong(known.history()).putHash(known.event()));
    }
  }

  private void putFlags(Optional<Stated> standing, Optional<?> outline, Optional<?> absences) {
    out.putByte(
        (standing.isPresent() ? FrameFormat.HAS_STANDING | StatedWriter.form(standing.get()) : 0)
            | (outline.isPresent() ? FrameFormat.HAS_OUTLINE : 0)
            | (absences.isPresent() ? FrameFormat.HAS_ABSENCES : 0));
    standing.ifPresent(stated::put);
  }

  private void put(Outline outline) {
    out.putVarint(outline.branches().size());
    outline
        .branches()
        .forEach((name, branch) -> out.putText(name).putHash(branch.root()).putHash(branch.tree()));
  }

  private void put(Absences absences) {
    out.putLong(absences.digest()).putByte(absences.isCut() ? 1 : 0);
    stated.putRanges(absences.withheld());
    stated.putRanges(absences.erased());
  }
}
