package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a {@link Gardener} was told is done: a database that never forgets still has it. */
final class Acknowledged {

  /** Of those that were found before, so many are looked for again. */
  private static final int AGAIN = 200;

  private final List<String> lines = new ArrayList<>();
  private int checked;

  /** Takes a line; whether it was an acknowledgement. */
  boolean note(String line) {
    return line.startsWith("ack ") && lines.add(line);
  }

  int count() {
    return lines.size();
  }

  /** Looks for what is new, and for some of the rest. */
  void check(Ewig db, Randoms random) {
    for (int i = 0; i < Math.min(checked, AGAIN); i++) {
      check(db, lines.get(random.below(checked)));
    }
    for (; checked < lines.size(); checked++) {
      check(db, lines.get(checked));
    }
  }

  /** Looks for everything, and changes nothing here. */
  void checkAll(Ewig db) {
    lines.forEach(line -> check(db, line));
  }

  private static void check(Ewig db, String line) {
    try {
      check(db, line.split(" "));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(line + ": " + e.getMessage(), e);
    }
  }

  private static void check(Ewig db, String[] words) {
    String word = words[2];
    switch (words[1]) {
      case "row" -> {
        Row row = view(db, words).get(Gardener.PLANTS, Integer.parseInt(words[4]));
        assertThat(row == null ? "-" : row.get(1)).isEqualTo(words[5]);
      }
      case "object" -> {
        JsonObject found =
            (JsonObject) view(db, words).object(World.of(Gardener.WORLD), words[4]).orElseThrow();
        assertThat(found.get("n")).hasToString(words[5]);
      }
      case "blob" -> {
        byte[] photo = Gardener.photo(Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        assertThat(db.events().payload(db.get(Long.parseLong(word)))).isEqualTo(photo);
      }
      case "branch" -> assertThat(names(db, word)).contains(words[3]);
      case "gone" -> assertThat(names(db, word)).doesNotContain(words[3]);
      case "tag" -> {
        assertThat(db.branches().tags()).extracting(Tag::name).contains(word);
        assertThat(db.view("main", new When.AtTag(word)).root()).hasToString(words[3]);
      }
      case "root" -> assertThat(view(db, words).root()).hasToString(words[4]);
      case "merged" ->
          assertThat(db.events().commitOf(Long.parseLong(word)).info().parents())
              .hasSize(Integer.parseInt(words[3]));
      default -> throw new AssertionError("nobody knows what that means");
    }
  }

  private static View view(Ewig db, String[] words) {
    return db.view(words[3], new When.AfterEvent(Long.parseLong(words[2])));
  }

  private static List<String> names(Ewig db, String seq) {
    return db.branches().list(new When.AfterEvent(Long.parseLong(seq))).stream()
        .map(BranchInfo::name)
        .toList();
  }

  /** All that a database can say of itself is in order; its roots. */
  static SortedMap<String, Hash> requireSound(Ewig db) {
    assertThat(db.troubles().damage()).isEmpty();
    assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    var report = db.state().verify(Progress.SILENT);
    assertThat(report.findings()).isEmpty();
    assertThat(Map.copyOf(report.roots())).isEqualTo(Map.copyOf(db.state().roots()));
    return report.roots();
  }
}
