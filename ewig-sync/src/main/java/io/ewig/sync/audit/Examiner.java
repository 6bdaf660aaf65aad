package io.ewig.sync.audit;

import io.ewig.engine.comparison.Absences;
import io.ewig.engine.comparison.Comparisons;
import io.ewig.engine.comparison.EventPlace;
import io.ewig.engine.comparison.Mark;
import io.ewig.engine.comparison.Outline;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.session.Inquiry;
import io.ewig.sync.session.Local;
import io.ewig.sync.standing.Counterpart;
import io.ewig.sync.standing.Heard;
import io.ewig.sync.standing.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the other replica what it comes to. */
final class Examiner {

  /** A standing is understood in less: by then it is said as a whole. */
  private static final int TRIES_MAX = 4;

  private final Inquiry inquiry;
  private final Local here;
  private final Counterpart other = new Counterpart(new Said());
  private Filter filter = Filter.EVERYTHING;
  private @Nullable Heard heard;
  private long digest;

  Examiner(Inquiry inquiry, Local here) {
    this.inquiry = inquiry;
    this.here = here;
  }

  /**
   * What is known of both sides once they have talked.
   *
   * @param digest of what the other has
   * @param filter what it keeps
   * @param outlineThere nothing if it is the same as here
   * @param absencesThere likewise
   */
  record Opening(
      Standing mine,
      Heard theirs,
      long digest,
      Filter filter,
      Outline outlineHere,
      Optional<Outline> outlineThere,
      Absences absencesHere,
      Optional<Absences> absencesThere) {}

  /** Asks for all that is short. */
  Opening open(Comparisons comparisons) throws IOException {
    Standing mine = here.standing();
    Outline outline = comparisons.outline(filter);
    Absences absences = comparisons.absences(filter);
    Message.Examined said =
        ask(mine, Optional.of(outline.digest()), Optional.of(absences.digest()), List.of());
    if (!filter.isEverything()) { // which is known by now
      outline = comparisons.outline(filter);
      absences = comparisons.absences(filter);
    }
    for (int tries = 1; heard == null; tries++) {
      if (tries == TRIES_MAX) {
        throw new IOException("the other replica does not say in a known way what it has");
      }
      ask(mine, Optional.empty(), Optional.empty(), List.of());
    }
    long outlineDigest = outline.digest();
    long absencesDigest = absences.digest();
    return new Opening(
        mine,
        heard,
        digest,
        filter,
        outline,
        said.outline().filter(theirs -> theirs.digest() != outlineDigest),
        absences,
        said.absences().filter(theirs -> theirs.digest() != absencesDigest));
  }

  /** The digest of what the other has by now. */
  long digest() throws IOException {
    ask(here.standing(), Optional.empty(), Optional.empty(), List.of());
    return digest;
  }

  private Message.Examined ask(
      Standing mine, Optional<Long> outline, Optional<Long> absences, List<EventPlace> places)
      throws IOException {
    Message.Examined said =
        ask(new Message.Examine(Optional.of(other.say(mine)), outline, absences, places));
    heard =
        said.standing()
            .flatMap(
                stated -> {
                  digest = stated.digest();
                  return other.hear(stated, mine);
                })
            .orElse(null);
    return said;
  }

  private Message.Examined ask(Message.Examine examine) throws IOException {
    Message.Examined answer = null;
    for (Message word : inquiry.ask(examine)) {
      if (word instanceof Message.Keeps keeps) {
        filter = keeps.filter();
      } else if (word instanceof Message.Examined examined) {
        answer = examined;
      }
    }
    if (answer == null || answer.marks().size() != examine.places().size()) {
      throw new IOException("the other replica does not answer what it was asked");
    }
    return answer;
  }

  /** What histories come to there at some events, as far as those are there. */
  Map<EventPlace, Mark> marks(List<EventPlace> places) throws IOException {
    Map<EventPlace, Mark> found = new HashMap<>();
    for (int from = 0; from < places.size(); from += ProtocolLimits.PLACES_MAX) {
      int to = Math.min(places.size(), from + ProtocolLimits.PLACES_MAX);
      List<EventPlace> some = places.subList(from, to);
      List<Optional<Mark>> marks =
          ask(new Message.Examine(Optional.empty(), Optional.empty(), Optional.empty(), some))
              .marks();
      for (int i = 0; i < some.size(); i++) {
        EventPlace place = some.get(i);
        marks.get(i).ifPresent(mark -> found.put(place, mark));
      }
    }
    return found;
  }

  /** Those of some objects that the other gives at a time. */
  List<byte[]> objects(List<Hash> addresses) {
    List<byte[]> objects = new ArrayList<>();
    try {
      for (Message word : inquiry.ask(Message.Wanted.objects(addresses))) {
        if (word instanceof Message.Blob blob) {
          objects.add(blob.bytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  AuditReport.Cost cost() {
    return new AuditReport.Cost(inquiry.bytesOut(), inquiry.bytesIn(), inquiry.roundTrips());
  }
}
