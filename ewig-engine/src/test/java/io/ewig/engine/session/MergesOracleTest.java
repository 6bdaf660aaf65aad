package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Merges against a naive merge of each cell at each instant. */
class MergesOracleTest {

  private static final Object CLASH = new Object();

  private static Table lawful() {
    return new TableBuilder(new UUID(2, 2), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .column("height", Type.INTEGER)
        .column("petals", Type.INTEGER)
        .mergeLaw("name", MergeLaw.FAIL)
        .mergeLaw("height", MergeLaw.COUNTER)
        .mergeLaw("petals", MergeLaw.MAX)
        .primaryKey("id")
        .build();
  }

  @Test
  void aMergeIsWhatTheNaiveMergeOfEachInstantIs() {
    int clashes = 0;
    for (int seed = 0; seed < 300; seed++) {
      try (Ewig db = Ewig.inMemory()) {
        Random random = new Random(seed);
        BranchingGarden history = new BranchingGarden(db, random);
        history.create(lawful());
        for (int i = 0; i < 8; i++) {
          history.change("main");
        }
        db.branches().create("dev", "main");
        View base = db.view();
        for (int i = 0; i < 8; i++) {
          history.change(random.nextBoolean() ? "main" : "dev");
        }
        clashes += compare(db, base, "seed " + seed);
      }
    }
    assertThat(clashes).isBetween(100, 299);
  }

  /** Whether there were conflicts. */
  private static int compare(Ewig db, View base, String seed) {
    View ours = db.view();
    View theirs = db.view("dev", When.NOW);
    Map<String, Object> expected = new TreeMap<>();
    Map<String, Object> clashes = new TreeMap<>();
    for (long key = 0; key < BranchingGarden.KEYS; key++) {
      for (int second = 0; second <= BranchingGarden.INSTANTS; second++) {
        String cell = key + "@" + second;
        Row was = row(base, key, second);
        Row mine = row(ours, key, second);
        Row other = row(theirs, key, second);
        naive(cell, was, mine, other, expected, clashes);
      }
    }
    MergeResult result = db.merges().merge("dev", "main", MergeStrategy.THREE_WAY, new Words());
    if (result instanceof MergeResult.Paused paused) {
      assertThat(clashing(paused.conflicts())).as(seed).isEqualTo(clashes);
      assertThat(BranchingGarden.content(db.view())).isEqualTo(BranchingGarden.content(ours));
      db.merges().settleAll(paused.merge().id(), Resolution.Take.OURS);
      result = db.merges().complete(paused.merge().id());
    } else {
      assertThat(clashes).as(seed).isEmpty();
    }
    assertThat(result).as(seed).isNotInstanceOf(MergeResult.Paused.class);
    assertThat(content(db.view())).as(seed).isEqualTo(expected);
    return clashes.isEmpty() ? 0 : 1;
  }

  private static Row row(View view, long key, int second) {
    return view.validAt(BranchingGarden.instant(second)).get(view.table("public", "plants"), key);
  }

  private static Map<String, Object> content(View view) {
    Map<String, Object> content = new TreeMap<>();
    for (long key = 0; key < BranchingGarden.KEYS; key++) {
      for (int second = 0; second <= BranchingGarden.INSTANTS; second++) {
        Row row = row(view, key, second);
        if (row != null) {
          content.put(key + "@" + second, row);
        }
      }
    }
    return content;
  }

  private static Map<String, Object> clashing(List<MergeConflict> conflicts) {
    Map<String, Object> found = new TreeMap<>();
    for (MergeConflict conflict : conflicts) {
      if (conflict.kind() == MergeConflict.Kind.OBJECT) {
        continue;
      }
      for (int second = 0; second <= BranchingGarden.INSTANTS; second++) {
        if (conflict.valid().contains(BranchingGarden.instant(second))) {
          String key = conflict.key().replace("id = ", "");
          found.put(key + "@" + second + "/" + conflict.what(), conflict.theirs() + "");
        }
      }
    }
    return found;
  }

  private static void naive(
      String cell,
      Row was,
      Row mine,
      Row other,
      Map<String, Object> expected,
      Map<String, Object> clashes) {
    Row merged = mine;
    if (Objects.equals(mine, was)) {
      merged = other;
    } else if (!Objects.equals(other, was) && !isSame(was, mine, other)) {
      if (mine == null || other == null) {
        clashes.put(cell + "/", other + "");
      } else {
        for (int i = 1; i < 4; i++) {
          Object value = cell(i, was == null ? null : was.get(i), mine.get(i), other.get(i));
          if (value == CLASH) {
            clashes.put(cell + "/name", other.get(i) + "");
          } else {
            merged = merged.with(i, value);
          }
        }
      }
    }
    if (merged != null) {
      expected.put(cell, merged);
    }
  }

  private static boolean isSame(Row was, Row mine, Row other) {
    boolean haveCounted =
        was != null
            && mine != null
            && mine.get(2) != null
            && !Objects.equals(was.get(2), mine.get(2));
    return Objects.equals(mine, other) && !haveCounted;
  }

  private static Object cell(int column, Object was, Object mine, Object other) {
    if (Objects.equals(other, was)) {
      return mine;
    } else if (Objects.equals(mine, was)) {
      return other;
    } else if (Objects.equals(mine, other) && (column != 2 || mine == null)) {
      return mine;
    } else if (column == 1) {
      return CLASH;
    } else if (column == 2) {
      return number(mine) + number(other) - number(was);
    }
    return mine == null || other == null
        ? Objects.requireNonNullElse(mine, other)
        : (Object) Math.max(number(mine), number(other));
  }

  private static int number(Object value) {
    return value == null ? 0 : (Integer) value;
  }

  @Test
  void mergingBothWaysGivesTheSame() {
    for (int seed = 0; seed < 100; seed++) {
      try (Ewig db = Ewig.inMemory()) {
        Random random = new Random(seed);
        BranchingGarden history = new BranchingGarden(db, random);
        history.create(BranchingGarden.plants());
        history.change("main");
        db.branches().create("dev", "main");
        for (int round = 0; round < 4; round++) {
          for (int i = 0; i < 6; i++) {
            String branch = random.nextBoolean() ? "main" : "dev";
            if (random.nextInt(10) == 0) {
              history.alter(branch);
            } else {
              history.change(branch);
            }
          }
          String as = "seed " + seed + ", round " + round;
          if (random.nextBoolean()) {
            mergeAcross(db, as);
          } else {
            mergeAndBack(db, as);
          }
        }
      }
    }
  }

  /** Each side gets what the other was: from then on there are two bases. */
  private static void mergeAcross(Ewig db, String as) {
    View main = db.view("main", When.NOW);
    View dev = db.view("dev", When.NOW);
    boolean clashed = merge(db, dev, "main", Resolution.Take.OURS);
    clashed |= merge(db, main, "dev", Resolution.Take.THEIRS);
    if (!clashed) {
      assertThat(BranchingGarden.content(db.view("dev", When.NOW)))
          .as(as)
          .isEqualTo(BranchingGarden.content(db.view()));
    }
  }

  private static void mergeAndBack(Ewig db, String as) {
    merge(db, db.view("dev", When.NOW), "main", Resolution.Take.OURS);
    assertThat(db.merges().merge("dev", "main", MergeStrategy.RECURSIVE, new Words()))
        .as(as)
        .isInstanceOf(MergeResult.UpToDate.class);
    merge(db, db.view("main", When.NOW), "dev", Resolution.Take.OURS);
    assertThat(BranchingGarden.content(db.view("dev", When.NOW)))
        .as(as)
        .isEqualTo(BranchingGarden.content(db.view()));
  }

  /** Whether there were conflicts; they are settled. */
  private static boolean merge(Ewig db, View source, String into, Resolution.Take take) {
    MergeResult result = db.merges().merge(source, into, MergeStrategy.RECURSIVE, new Words());
    if (result instanceof MergeResult.Paused paused) {
      db.merges().settleAll(paused.merge().id(), take);
      assertThat(db.merges().complete(paused.merge().id())).isInstanceOf(MergeResult.Merged.class);
      return true;
    }
    return false;
  }
}
