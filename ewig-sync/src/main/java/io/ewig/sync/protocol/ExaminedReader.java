package io.ewig.sync.protocol;

import io.ewig.engine.comparison.Absences;
import io.ewig.engine.comparison.EventPlace;
import io.ewig.engine.comparison.Mark;
import io.ewig.engine.comparison.Outline;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesIn;
import io.ewig.sync.standing.Stated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads what comparisons ask and answer, see {@link FrameFormat}. */
final class ExaminedReader {

  private ExaminedReader() {}

  static Message examine(BytesIn in) {
    int flags = flags(in);
    Optional<Stated> standing = standing(flags, in);
    Optional<Long> outline = when(flags, FrameFormat.HAS_OUTLINE, in::getLong);
    Optional<Long> absences = when(flags, FrameFormat.HAS_ABSENCES, in::getLong);
    List<EventPlace> places = new ArrayList<>();
    for (int left = in.getCount(ProtocolLimits.PLACES_MAX, "places"); left > 0; left--) {
      places.add(place(in));
    }
    return new Message.Examine(standing, outline, absences, places);
  }

  private static EventPlace place(BytesIn in) {
    Origin origin = StatedReader.origin(in);
    long seq = StatedReader.count(in);
    if (seq == 0) {
      throw in.malformed("event 0 of an origin");
    }
    return new EventPlace(origin, seq);
  }

  static Message examined(BytesIn in) {
    int flags = flags(in);
    Optional<Stated> standing = standing(flags, in);
    Optional<Outline> outline = when(flags, FrameFormat.HAS_OUTLINE, () -> outline(in));
    Optional<Absences> absences = when(flags, FrameFormat.HAS_ABSENCES, () -> absences(in));
    List<Optional<Mark>> marks = new ArrayList<>();
    for (int left = in.getCount(ProtocolLimits.PLACES_MAX, "marks"); left > 0; left--) {
      marks.add(bool(in) ? Optional.of(new Mark(in.getLong(), in.getHash())) : Optional.empty());
    }
    return new Message.Examined(standing, outline, absences, marks);
  }

  private static int flags(BytesIn in) {
    int flags = in.getByte();
    boolean hasForm = (flags & FrameFormat.FORM) != 0;
    if ((flags & ~FrameFormat.EXAMINED_FLAGS) != 0
        || (hasForm && (flags & FrameFormat.HAS_STANDING) == 0)) {
      throw in.malformed("a comparison with the flags " + flags);
    }
    return flags;
  }

  private static Optional<Stated> standing(int flags, BytesIn in) {
    return when(
        flags, FrameFormat.HAS_STANDING, () -> StatedReader.stated(flags & FrameFormat.FORM, in));
  }

  private static <T> Optional<T> when(int flags, int flag, Supplier<T> read) {
    return (flags & flag) != 0 ? Optional.of(read.get()) : Optional.empty();
  }

  private static Outline outline(BytesIn in) {
    TreeMap<String, Outline.Branch> branches = new TreeMap<>();
    for (int left = in.getCount(ProtocolLimits.BRANCHES_MAX, "branches"); left > 0; left--) {
      String name = in.getText(Branch.BYTES_MAX, "a branch");
      if (!branches.isEmpty() && branches.lastKey().compareTo(name) >= 0) {
        throw in.malformed("branches that are not sorted");
      }
      branches.put(name, new Outline.Branch(in.getHash(), in.getHash()));
    }
    return new Outline(branches);
  }

  private static Absences absences(BytesIn in) {
    long digest = in.getLong();
    boolean isCut = bool(in);
    return new Absences(
        digest,
        StatedReader.ranges(Absences.RANGES_MAX, in),
        StatedReader.ranges(Absences.RANGES_MAX, in),
        isCut);
  }

  private static boolean bool(BytesIn in) {
    int value = in.getByte();
    if (value > 1) {
      throw in.malformed(value + " where yes or no is said");
    }
    return value == 1;
  }
}
