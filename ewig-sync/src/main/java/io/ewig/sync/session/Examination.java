package io.ewig.sync.session;

import io.ewig.engine.comparison.Absences;
import io.ewig.engine.comparison.Comparisons;
import io.ewig.engine.comparison.EventPlace;
import io.ewig.engine.comparison.Mark;
import io.ewig.engine.comparison.Outline;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.standing.Counterpart;
import io.ewig.sync.standing.Stated;
import java.util.Map;
import java.util.Optional;

/** Says to who compares what this replica comes to, as far as that is not the same. */
final class Examination {

  private final Local here;
  private final Comparisons comparisons;
  private final Filter theirs;
  private final Counterpart standing;

  Examination(Local here, Comparisons comparisons, Other other) {
    this.here = here;
    this.comparisons = comparisons;
    this.theirs = other.filter;
    this.standing = other.standing;
  }

  Message answer(Message.Examine examine) {
    Optional<Stated> stated = examine.standing().map(this::standing);
    Optional<Outline> outline =
        examine
            .outline()
            .flatMap(
                digest ->
                    Optional.of(comparisons.outline(theirs))
                        .filter(mine -> mine.digest() != digest));
    Optional<Absences> absences =
        examine
            .absences()
            .flatMap(
                digest ->
                    Optional.of(comparisons.absences(theirs))
                        .filter(mine -> mine.digest() != digest));
    Map<EventPlace, Mark> marks = comparisons.marks(examine.places());
    return new Message.Examined(
        stated,
        outline,
        absences,
        examine.places().stream().map(place -> Optional.ofNullable(marks.get(place))).toList());
  }

  /** What is heard is judged by nobody: to compare changes nothing. */
  private Stated standing(Stated said) {
    Standing mine = here.standing();
    standing.hear(said, mine);
    return standing.say(mine);
  }
}
