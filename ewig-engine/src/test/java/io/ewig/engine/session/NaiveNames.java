package io.ewig.engine.session;

import io.ewig.engine.session.NaiveHistory.Moment;
import io.ewig.engine.session.NaiveHistory.NaiveCommit;
import io.ewig.engine.session.NaiveHistory.NaiveLine;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names of branches and tags in a list of what happened to them. */
final class NaiveNames {

  private record Step(long seq, String name, @Nullable NaiveLine line) {}

  private final NaiveHistory history;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Moment> tags = new TreeMap<>();
  private int lines;

  NaiveNames(NaiveHistory history) {
    this.history = history;
    steps.add(new Step(-1, "main", new NaiveLine(lines++, null, 0)));
  }

  /** A line that starts with what a moment shows. */
  NaiveLine fork(Moment at) {
    return new NaiveLine(lines++, at.line(), at.size());
  }

  /** A commit that changes a name, at a seq. */
  void happened(long seq, long nanos) {
    history.add(new NaiveCommit(null, seq, seq + 1, nanos, null));
  }

  void point(long seq, String name, @Nullable NaiveLine line) {
    steps.add(new Step(seq, name, line));
  }

  void tag(String name, Moment at) {
    tags.put(name, at);
  }

  Map<String, Moment> tags() {
    return tags;
  }

  @Nullable NaiveLine before(String name, long seq) {
    NaiveLine found = null;
    for (Step step : steps) {
      if (step.name.equals(name) && step.seq < seq) {
        found = step.line;
      }
    }
    return found;
  }

  @Nullable NaiveLine now(String name) {
    return before(name, Long.MAX_VALUE);
  }

  /** Where a dropped branch was. */
  NaiveLine last(String name) {
    NaiveLine found = null;
    for (Step step : steps) {
      if (step.name.equals(name) && step.line != null) {
        found = step.line;
      }
    }
    return Objects.requireNonNull(found);
  }

  List<String> all() {
    return List.copyOf(new TreeSet<>(steps.stream().map(Step::name).toList()));
  }

  List<String> living() {
    return all().stream().filter(name -> now(name) != null).toList();
  }

  List<String> dropped() {
    return all().stream().filter(name -> now(name) == null).toList();
  }

  /** What a view shows, or null if there is no such branch. */
  @Nullable Moment moment(String name, When when) {
    if (when instanceof When.AtTag tag) {
      return tags.get(tag.tag());
    }
    long size = sizeAt(when);
    NaiveLine then = before(name, size);
    NaiveLine line = then != null ? then : now(name);
    return line == null ? null : new Moment(line, size);
  }

  long sizeAt(When when) {
    long size = 0;
    for (NaiveCommit commit : history.commits()) {
      boolean isIn =
          when instanceof When.Now
              || (when instanceof When.At at && commit.nanos() <= SystemNanos.of(at.systemTime()))
              || (when instanceof When.AfterEvent event && commit.seq() <= event.seq());
      size = isIn ? commit.end() : size;
    }
    return size;
  }
}
