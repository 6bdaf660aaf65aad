package io.ewig.engine.sequence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text as a list of characters that never leave it, each with those between which it was put in:
 * the same order of concurrent characters by other means, and slowly.
 */
final class NaiveText {

  /** What was done: a character put in between two others, or one taken out. */
  record Change(String id, @Nullable Mark put, @Nullable String taken) {}

  record Mark(
      String id, int agent, int count, int point, @Nullable String left, @Nullable String right) {}

  private final List<Mark> marks = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  void insert(int agent, int count, int at, int point) {
    Mark left = at == 0 ? null : visible(at - 1);
    int next = left == null ? 0 : marks.indexOf(left) + 1;
    String right = next < marks.size() ? marks.get(next).id : null;
    String id = agent + ":" + count;
    take(
        new Change(
            id, new Mark(id, agent, count, point, left == null ? null : left.id, right), null));
  }

  void delete(int agent, int count, int at) {
    take(new Change(agent + ":" + count, null, visible(at).id));
  }

  private Mark visible(int place) {
    int seen = 0;
    for (Mark mark : marks) {
      if (!gone.contains(mark.id) && seen++ == place) {
        return mark;
      }
    }
    throw new IllegalArgumentException("no place " + place);
  }

  void merge(NaiveText other) {
    List.copyOf(other.changes).forEach(this::take);
  }

  private void take(Change change) {
    if (known.add(change.id)) {
      changes.add(change);
      if (change.put == null) {
        gone.add(change.taken);
      } else {
        put(change.put);
      }
    }
  }

  private int index(@Nullable String id, int none) {
    for (int i = 0; id != null && i < marks.size(); i++) {
      if (marks.get(i).id.equals(id)) {
        return i;
      }
    }
    return none;
  }

  private void put(Mark mark) {
    int left = index(mark.left, -1);
    int right = index(mark.right, marks.size());
    int place = left + 1;
    boolean isScanning = false;
    for (int i = left + 1; ; i++) {
      if (!isScanning) {
        place = i;
      }
      if (i == marks.size() || i == right) {
        break;
      }
      Mark other = marks.get(i);
      int otherLeft = index(other.left, -1);
      int otherRight = index(other.right, marks.size());
      if (otherLeft < left) {
        break;
      } else if (otherLeft == left) {
        boolean isBefore =
            mark.agent != other.agent ? mark.agent < other.agent : mark.count < other.count;
        if (otherRight == right && isBefore) {
          break;
        }
        isScanning = otherRight < right;
      }
    }
    marks.add(place, mark);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    marks.stream()
        .filter(mark -> !gone.contains(mark.id))
        .forEach(m -> text.appendCodePoint(m.point));
    return text.toString();
  }
}
