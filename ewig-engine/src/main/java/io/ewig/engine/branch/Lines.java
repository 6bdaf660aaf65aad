package io.ewig.engine.branch;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.internal.converge.Canonical;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All lines, by number and by the name that their commits carry; one thread adds, any reads.
 *
 * <p>Two replicas may each make a line of one name before they have heard of each other. Then the
 * first in canonical order keeps it, and the other's commits from now on carry one that follows
 * from who made it. Those that carry the old one say by what their origin had seen whose they are.
 */
final class Lines {

  private final Map<Branch, Line> byName = new ConcurrentHashMap<>();
  private final Map<Integer, Line> byNumber = new ConcurrentHashMap<>();
  private final Map<Integer, Long> madeAt = new ConcurrentHashMap<>(); // those that an event made
  private final Map<Branch, List<Made>> makers = new ConcurrentHashMap<>();
  private final Set<Branch> shared = ConcurrentHashMap.newKeySet();

  int count() {
    return byNumber.size();
  }

  Optional<Line> of(Branch name) {
    return Optional.ofNullable(byName.get(name));
  }

  boolean has(Branch name) {
    return byName.containsKey(name);
  }

  Line of(int number) {
    return Objects.requireNonNull(byNumber.get(number), "a line has each number below the count");
  }

  /** The seq of the event that made a line; -1 if none did. */
  long madeAt(Line line) {
    return madeAt.getOrDefault(line.number(), -1L);
  }

  /** Whether commits with that name may be of more than one line. */
  boolean isShared(Branch name) {
    return shared.contains(name);
  }

  /** Whether there is a line of that name of which who makes another one had heard. */
  boolean isTaken(Branch name, Event by, Acquaintance who) {
    for (Made made : makers.getOrDefault(name, List.of())) {
      Event before = made.by();
      if (before == null || who.knows(by, before)) {
        return true;
      }
    }
    return !makers.containsKey(name) && has(name);
  }

  /** The line that a commit is on, which carries a name. */
  Optional<Line> of(Branch name, Event commit, Acquaintance who) {
    if (shared.contains(name)) {
      for (Made made : makers.getOrDefault(name, List.of())) {
        Event by = made.by();
        if (by != null && who.knows(commit, by)) {
          return Optional.of(made.line());
        }
      }
    }
    return of(name);
  }

  /**
   * @param by null if no change of a name made it
   */
  Made add(Branch name, @Nullable Event by, Line line) {
    Made made = new Made(by, line);
    List<Made> all = new ArrayList<>(makers.getOrDefault(name, List.of()));
    all.add(made);
    all.sort(Lines::compare);
    makers.put(name, List.copyOf(all));
    if (by != null) {
      madeAt.put(line.number(), by.seq());
    }
    byNumber.put(line.number(), line);
    if (all.size() == 1) {
      byName.put(name, line);
    } else {
      part(name, all);
    }
    return made;
  }

  private static int compare(Made one, Made other) {
    Event first = one.by();
    Event second = other.by();
    if (first == null || second == null) {
      return Boolean.compare(first != null, second != null);
    }
    return Canonical.ORDER.compare(first, second);
  }

  /** Gives each but the first another name. */
  private void part(Branch name, List<Made> all) {
    shared.add(name);
    for (int i = 0; i < all.size(); i++) {
      Made made = all.get(i);
      Event by = made.by();
      Branch own = i == 0 || by == null ? name : nameOf(name, by.origin());
      Line line = made.line().named(own);
      made.become(line);
      byNumber.put(line.number(), line);
      byName.put(own, line);
      shared.add(own);
    }
  }

  private static Branch nameOf(Branch name, Origin origin) {
    int end = name.name().indexOf('~');
    String plain = end < 0 ? name.name() : name.name().substring(0, end);
    long number = end < 0 ? 0 : name.name().hashCode();
    return new Branch(
        plain + "~" + Long.toUnsignedString(origin.high() * 31 + origin.low() + number));
  }
}
