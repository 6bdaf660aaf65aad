package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.Tier;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Merges of branches on which rows, the rules for them and their tables changed: whatever is merged
 * and however conflicts are settled, no rule is broken, and each index has all rows.
 */
class MergedRulesTest {

  private static final String[] BRANCHES = {"main", "dev", "fix"};
  private static final int STEPS = 40;

  private final Map<String, Integer> counts = new TreeMap<>();

  /** One database and what is done to it. */
  private final class Run {
    private final Ewig db;
    private final Randoms random;
    private final RuledGarden garden;
    private final String as;

    Run(Ewig db, long seed) {
      this.db = db;
      this.random = new Randoms(seed);
      this.garden = new RuledGarden(db, random);
      this.as = "seed " + seed;
    }

    void start() {
      garden.create();
      for (int i = 0; i < 10; i++) {
        garden.change("main");
      }
      db.branches().create("dev", "main");
      db.branches().create("fix", "main");
    }

    void step() {
      String branch = random.of(BRANCHES);
      switch (random.below(9)) {
        case 0, 1 -> garden.alter(branch);
        case 2 -> undo(branch);
        case 3 -> pick(random.of(BRANCHES), branch);
        case 4, 5 -> merge(random.of(BRANCHES), branch);
        default -> garden.change(branch);
      }
    }

    private View now(String branch) {
      return db.view(branch, When.NOW);
    }

    private void merge(String from, String into) {
      MergeStrategy how =
          random.of(
              MergeStrategy.AUTOMATIC,
              MergeStrategy.RECURSIVE,
              MergeStrategy.SQUASH,
              MergeStrategy.OURS,
              MergeStrategy.THEIRS);
      View ours = now(into);
      View theirs = now(from);
      MergeResult result = db.merges().merge(from, into, how, new Words());
      if (result instanceof MergeResult.Merged && how == MergeStrategy.THEIRS) {
        assertThat(content(now(into))).as(as).isEqualTo(content(theirs));
      } else if (how == MergeStrategy.OURS) {
        assertThat(content(now(into))).as(as).isEqualTo(content(ours));
      }
      end(how.text(), result, into);
    }

    private void pick(String from, String onto) {
      List<EventId> commits = new ArrayList<>();
      CommitWalk walk = db.branches().commits(now(from));
      while (walk.next()) {
        commits.add(walk.commit().id());
      }
      EventId commit = commits.get(random.below(commits.size()));
      if (random.oneIn(2)) {
        end("revert", db.merges().revert(commit, onto, new Words()), onto);
      } else {
        end("pick", db.merges().cherryPick(commit, onto, new Words()), onto);
      }
    }

    /** What the last commit of a branch has defined otherwise is as it was when it is reverted. */
    private void undo(String branch) {
      View before = now(branch);
      Optional<Commit> commit = garden.alter(branch);
      if (commit.isPresent()) {
        MergeResult result = db.merges().revert(commit.get().id(), branch, new Words());
        assertThat(result).as(as).isNotInstanceOf(MergeResult.Paused.class);
        assertThat(content(now(branch))).as(as).isEqualTo(content(before));
        end("undo", result, branch);
      }
    }

    /** Settles what waits by one side, or gives it up. */
    private void end(String what, MergeResult first, String into) {
      MergeResult result = first;
      for (int i = 0; i < 3 && result instanceof MergeResult.Paused paused; i++) {
        String id = paused.merge().id();
        db.merges().settleAll(id, random.of(Resolution.Take.OURS, Resolution.Take.THEIRS));
        result = db.merges().complete(id);
      }
      if (result instanceof MergeResult.Paused paused) {
        db.merges().abort(paused.merge().id());
      }
      String came = result.getClass().getSimpleName();
      String how = first == result ? "" : " after conflicts";
      counts.merge(what + ": " + came + how, 1, Integer::sum);
      KeptRules.assertKept(now(into), as + ", " + what);
    }
  }

  /** All rows at some valid times, by the names of tables and columns. */
  private static Map<String, List<Map<String, Object>>> content(View view) {
    Map<String, List<Map<String, Object>>> content = new TreeMap<>();
    for (int second = 0; second <= RuledGarden.INSTANTS; second++) {
      View at = view.validAt(RuledGarden.instant(second));
      for (Table table : view.tables()) {
        List<Map<String, Object>> rows = new ArrayList<>();
        RowCursor cursor = at.scan(table);
        while (cursor.next()) {
          rows.add(named(table, cursor.row()));
        }
        content.put(table + "@" + second, rows);
      }
    }
    return content;
  }

  private static Map<String, Object> named(Table table, Row row) {
    Map<String, Object> named = new TreeMap<>();
    table
        .columns()
        .forEach(
            column ->
                named.put(column.name(), String.valueOf(row.get(table.positionOf(column.name())))));
    return named;
  }

  @Test
  void noMergeBreaksARule() {
    Map<ErrorCode, Integer> refusals = new TreeMap<>();
    long first = Long.getLong("ewig.seed", 1);
    for (long seed = first; seed < first + Tier.count(40, 2_000); seed++) {
      try (Ewig db = Ewig.inMemory()) {
        Run run = new Run(db, seed);
        run.start();
        for (int i = 0; i < STEPS; i++) {
          run.step();
        }
        run.garden.refusals().forEach((code, n) -> refusals.merge(code, n, Integer::sum));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dewig.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println("merges under rules: " + counts + ", refused " + refusals);
    assertThat(counts)
        .containsKeys(
            "recursive: Merged",
            "recursive: Merged after conflicts",
            "theirs: Merged",
            "undo: Merged");
    assertThat(refusals)
        .containsKeys(
            ErrorCode.DUPLICATE_KEY, ErrorCode.FOREIGN_KEY_VIOLATED, ErrorCode.CHECK_VIOLATED);
  }
}
