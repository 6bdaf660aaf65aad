package io.ewig.sync.audit;

import io.ewig.engine.comparison.Comparisons;
import io.ewig.engine.comparison.EventPlace;
import io.ewig.engine.comparison.Mark;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.standing.Heard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds events that one side lacks, and where two histories of one origin part: between a number up
 * to which they come to the same and one at which they do not there are marks to ask for, until the
 * two numbers are neighbours.
 */
final class HistoryComparison {

  /** Into so many parts a stretch is divided: more bytes at a time, and fewer times. */
  private static final int PARTS = 16;

  private final Comparisons here;
  private final Examiner there;
  private final List<EventRange> lackingHere = new ArrayList<>();
  private final List<EventRange> lackingThere = new ArrayList<>();
  private final TreeMap<Origin, Stretch> parted = new TreeMap<>();

  HistoryComparison(Comparisons here, Examiner there) {
    this.here = here;
    this.there = there;
  }

  /**
   * Where two histories part: at one of these numbers.
   *
   * @param same up to here they come to the same
   * @param other by here they do not
   * @param last the last number that both sides have
   */
  private record Stretch(long same, long other, long last) {

    boolean isFound() {
      return other - same <= 1;
    }

    /** Numbers within it, that divide it. */
    TreeSet<Long> between() {
      TreeSet<Long> numbers = new TreeSet<>();
      double part = (other - same) / (double) PARTS;
      for (int i = 1; i < PARTS; i++) {
        numbers.add(Math.min(other - 1, Math.max(same + 1, same + Math.round(i * part))));
      }
      return numbers;
    }
  }

  AuditReport.Histories compare(Standing mine, Heard theirs) throws IOException {
    List<EventPlace> commonEnds = new ArrayList<>();
    TreeSet<Origin> origins = new TreeSet<>(mine.version().seqs().keySet());
    origins.addAll(theirs.version().seqs().keySet());
    for (Origin origin : origins) {
      long ours = mine.version().get(origin);
      long other = theirs.version().get(origin);
      long both = Math.min(ours, other);
      if (ours == other) {
        if (!Objects.equals(mine.marks().get(origin), theirs.marks().get(origin))) {
          parted.put(origin, new Stretch(0, both, both));
        }
        continue;
      }
      (ours < other ? lackingHere : lackingThere)
          .add(new EventRange(origin, both + 1, Math.max(ours, other)));
      if (both > 0) {
        commonEnds.add(new EventPlace(origin, both));
      }
    }
    addParted(commonEnds);
    narrow();
    return new AuditReport.Histories(lackingHere, lackingThere, forks());
  }

  /** Who has more may have had something else before. */
  private void addParted(List<EventPlace> commonEnds) throws IOException {
    Map<EventPlace, Mark> ours = here.marks(commonEnds);
    Map<EventPlace, Mark> theirs = there.marks(commonEnds);
    for (EventPlace end : commonEnds) {
      if (differ(ours.get(end), theirs.get(end))) {
        parted.put(end.origin(), new Stretch(0, end.originSeq(), end.originSeq()));
      }
    }
  }

  private void narrow() throws IOException {
    boolean isNarrower = true;
    while (isNarrower) {
      List<EventPlace> places = new ArrayList<>();
      parted.forEach(
          (origin, stretch) -> {
            if (!stretch.isFound()) {
              stretch.between().forEach(seq -> places.add(new EventPlace(origin, seq)));
            }
          });
      Map<EventPlace, Mark> ours = here.marks(places);
      Map<EventPlace, Mark> theirs = there.marks(places);
      isNarrower = false;
      for (EventPlace place : places) {
        Mark one = ours.get(place);
        Mark other = theirs.get(place);
        Stretch stretch = parted.get(place.origin());
        if (one != null && other != null && stretch != null) {
          Stretch narrower = narrower(stretch, place.originSeq(), differ(one, other));
          isNarrower |= !narrower.equals(stretch);
          parted.put(place.origin(), narrower);
        }
      }
    }
  }

  private static Stretch narrower(Stretch stretch, long seq, boolean isOther) {
    if (seq <= stretch.same() || seq >= stretch.other()) {
      return stretch;
    }
    return isOther
        ? new Stretch(stretch.same(), seq, stretch.last())
        : new Stretch(seq, stretch.other(), stretch.last());
  }

  private static boolean differ(@Nullable Mark one, @Nullable Mark other) {
    return one != null && other != null && one.history() != other.history();
  }

  private List<AuditReport.Fork> forks() throws IOException {
    List<EventPlace> places = new ArrayList<>();
    parted.forEach((origin, at) -> places.add(new EventPlace(origin, at.other())));
    Map<EventPlace, Mark> ours = here.marks(places);
    Map<EventPlace, Mark> theirs = there.marks(places);
    List<AuditReport.Fork> forks = new ArrayList<>();
    parted.forEach(
        (origin, at) -> {
          EventPlace first = new EventPlace(origin, at.other());
          Hash one = event(ours.get(first));
          Hash other = event(theirs.get(first));
          forks.add(new AuditReport.Fork(origin, at.other(), at.last(), one, other));
        });
    return forks;
  }

  /** Zeros if it has gone meanwhile. */
  private static Hash event(@Nullable Mark mark) {
    return mark == null ? Hash.ZERO : mark.event();
  }
}
