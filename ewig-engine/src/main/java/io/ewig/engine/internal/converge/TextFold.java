package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.sequence.SequenceDocument;
import io.ewig.engine.sequence.TextDifference;
import io.ewig.engine.sequence.TextEdit;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the writes of a row add up to in a column whose law is TEXT; one thread.
 *
 * <ul>
 *   <li>a write's edits are what makes its text of the one that its maker saw, which is what the
 *       writes that he knew add up to: so the text as of any write is what its maker left;
 *   <li>who knew the row as deleted, and puts it again, puts all of its text in the place of the
 *       old one;
 *   <li>all edits are kept, and of what two who had not seen each other did alike on top of the
 *       same, one;
 *   <li>a function of the set of writes: they are put to it in canonical order.
 * </ul>
 */
final class TextFold {

  private final int position;
  private final Acquaintance who;
  private final SequenceDocument document = new SequenceDocument();
  private int taken;
  private final Map<Origin, List<Write>> byOrigin = new HashMap<>(); // each rising
  private final List<Event> deletions = new ArrayList<>(0);
  private final Map<Edit, List<Write>> made = new HashMap<>();

  /**
   * A write, and the version of the text that it left.
   *
   * @param text null: there was none
   */
  private record Write(Event event, int[] version, @Nullable String text) {}

  /**
   * What somebody made of a version.
   *
   * @param isNew of a row that he knew as deleted
   */
  private record Edit(List<Integer> on, String text, boolean isNew) {}

  TextFold(int position, Acquaintance who) {
    this.position = position;
    this.who = who;
  }

  /** How many writes were put to it. */
  int taken() {
    return taken;
  }

  /**
   * Puts a write to it; all that count before have to be there. One that is too much is refused
   * whenever it is tried.
   */
  void take(RowWrite write) {
    Row after = write.after();
    if (after == null) {
      deletions.add(write.event());
    } else {
      take(write.event(), (String) after.get(position));
    }
    taken++;
  }

  private void take(Event event, @Nullable String text) {
    String after = text == null ? "" : text;
    List<Write> known = known(event);
    int[] on = version(known);
    int[] version = on;
    String before = text(known, on);
    boolean isNew = !known.isEmpty() && known.stream().allMatch(write -> isDeleted(write, event));
    if (isNew || !before.equals(after)) {
      Edit edit = new Edit(Arrays.stream(on).boxed().toList(), after, isNew);
      List<Write> alike = made.computeIfAbsent(edit, fresh -> new ArrayList<>(1));
      version =
          alike.stream()
              .filter(write -> !who.knows(event, write.event)) // else it was taken away since
              .findFirst()
              .map(Write::version)
              .orElseGet(() -> document.edit(event.origin(), on, edits(before, after, isNew)));
      alike.add(new Write(event, version, after));
    }
    byOrigin
        .computeIfAbsent(event.origin(), fresh -> new ArrayList<>())
        .add(new Write(event, version, text));
  }

  /** Who puts a row where one was deleted keeps nothing of its text, even if it is the same. */
  private static List<TextEdit> edits(String before, String after, boolean isNew) {
    int length = before.codePointCount(0, before.length());
    return isNew ? List.of(new TextEdit(0, length, after)) : TextDifference.of(before, after);
  }

  /** What some writes leave together, with all that their makers had seen. */
  @Nullable String merged(List<Event> events) {
    List<Write> writes = new ArrayList<>();
    for (Event event : events) {
      for (Write write : byOrigin.getOrDefault(event.origin(), List.of())) {
        if (write.event.equals(event)) {
          writes.add(write);
        }
      }
    }
    boolean isText = writes.stream().map(Write::text).anyMatch(Objects::nonNull);
    return isText ? text(writes, version(writes)) : null;
  }

  /** The last one of each origin that the maker of an event had seen. */
  private List<Write> known(Event event) {
    List<Write> known = new ArrayList<>();
    for (List<Write> writes : byOrigin.values()) {
      int count = 0; // those that he had seen come first
      int end = writes.size();
      while (count < end) {
        int middle = (count + end) >>> 1;
        if (who.knows(event, writes.get(middle).event)) {
          count = middle + 1;
        } else {
          end = middle;
        }
      }
      if (count > 0) {
        known.add(writes.get(count - 1));
      }
    }
    return known;
  }

  private boolean isDeleted(Write write, Event event) {
    return deletions.stream()
        .anyMatch(deletion -> who.knows(event, deletion) && who.knows(deletion, write.event));
  }

  private int[] version(List<Write> writes) {
    if (writes.size() == 1) {
      return writes.get(0).version;
    }
    int[] all = writes.stream().flatMapToInt(each -> Arrays.stream(each.version)).toArray();
    return document.log().graph().heads(all);
  }

  private String text(List<Write> writes, int[] version) {
    for (Write write : writes) {
      if (Arrays.equals(write.version, version)) {
        return write.text == null ? "" : write.text;
      }
    }
    return writes.isEmpty() ? "" : document.at(version);
  }
}
