package io.ewig.calcite.system;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.relation.Relation;
import io.ewig.engine.Batch;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTablesTest {

  @TempDir Path folder;

  private final AtomicLong nanos = Gardener.clock();

  private static Relation table(Ewig engine, String name) {
    return HistoryTablesTest.relations(engine).find("ewig", name).orElseThrow();
  }

  private static void set(Ewig engine, String branch, int size) {
    try (Transaction transaction = engine.begin(branch)) {
      Table table = transaction.view().table("public", "beds");
      if (transaction.view().get(table, 1) == null) {
        transaction.insert(table, Map.of("id", 1, "size", size));
      } else {
        transaction.update(table, List.of(1), row -> row.with(1, size), null);
      }
      transaction.commit();
    }
  }

  @Test
  void mergesThatWaitAndTheirConflicts() {
    try (Ewig engine = Ewig.inMemory()) {
      Ask ask = new Ask(engine);
      assertThat(ask.rows(table(engine, "merges"), "")).isEmpty();
      try (Transaction transaction = engine.begin("main")) {
        transaction.create(
            new TableBuilder(new UUID(1, 1), "public", "beds")
                .notNull("id", Type.INTEGER)
                .column("size", Type.INTEGER)
                .mergeLaw("size", MergeLaw.FAIL)
                .primaryKey("id")
                .build());
        transaction.commit();
      }
      set(engine, "main", 1);
      engine.branches().create("dev", "main");
      set(engine, "main", 2);
      set(engine, "dev", 3);
      engine.merges().merge("dev", "main", MergeStrategy.THREE_WAY, new Words().author("ada"));
      assertThat(
              ask.rows(
                  table(engine, "merges"),
                  "target = 'main'",
                  "source",
                  "strategy",
                  "author",
                  "settled",
                  "conflicts"))
          .containsExactly(List.of("dev", "three_way", "ada", 0, 1));
      assertThat(
              ask.rows(
                  table(engine, "conflicts"),
                  "",
                  "target",
                  "kind",
                  "place",
                  "key",
                  "part",
                  "base",
                  "ours",
                  "theirs",
                  "valid_to"))
          .containsExactly(
              asList("main", "cell", "public.beds", "id = 1", "size", "1", "2", "3", null));
      assertThat(ask.rows(table(engine, "conflicts"), "merge_id = 'another'")).isEmpty();
    }
  }

  @Test
  void segmentsHoldAllEvents() {
    try (Ewig engine = Gardener.open(folder, LogKind.PLAIN, nanos)) {
      Ask ask = new Ask(engine);
      byte[] large = new byte[50_000];
      for (int i = 0; i < 60; i++) {
        nanos.addAndGet(1_000_000_000L);
        engine.append(EventBuilder.in("a://garden").payload(large));
      }
      List<List<Object>> rows =
          ask.rows(
              table(engine, "segments"),
              "",
              "first_seq",
              "last_seq",
              "events",
              "bytes",
              "is_sealed",
              "last_time");
      assertThat(rows).hasSizeGreaterThan(2);
      long next = 0;
      for (List<Object> row : rows) {
        assertThat(row.get(0)).isEqualTo(next);
        next += (Long) row.get(2);
        assertThat((Long) row.get(1)).isEqualTo(next - 1);
        assertThat((Long) row.get(3)).isGreaterThan((Long) row.get(2) * 50_000);
        assertThat(row.get(4)).isEqualTo(next < 60);
        assertThat(row.get(5)).isEqualTo(engine.get(next - 1).systemTime());
      }
      assertThat(next).isEqualTo(60);
      assertThat(ask.rows(table(engine, "metrics"), "name = 'log.segments'", "value"))
          .containsExactly(List.of((long) rows.size()));
    }
  }

  @Test
  void theHorizonIsHeldByWhoHasNotSaidThatItHasMore() {
    Origin absent = new Origin(7, 7);
    Origin gone = new Origin(8, 8);
    try (Ewig engine = Gardener.open(folder, LogKind.MEMORY, nanos)) {
      Gardener.grow(engine, nanos, 1, 5);
      Ask ask = new Ask(engine);
      assertThat(ask.rows(table(engine, "horizon"), "")).isEmpty();
      VersionVector before = engine.replica().version();
      Batch later = engine.batch();
      later.add(EventBuilder.in("a://garden").type("Rained").json("{}"));
      later.commit();
      engine
          .replica()
          .reportAcknowledged(
              () ->
                  new Acknowledged(
                      Map.of(absent, before, gone, VersionVector.EMPTY), Set.of(gone)));
      List<List<Object>> rows =
          ask.rows(
              table(engine, "horizon"),
              "",
              "origin",
              "has_events",
              "is_retired",
              "held_at",
              "horizon",
              "reason");
      long events = before.events();
      assertThat(rows).hasSize(2);
      assertThat(rows.get(0).subList(0, 5))
          .containsExactly(absent.toString(), events, false, events, events);
      assertThat((String) rows.get(0).get(5)).contains("--retire");
      assertThat(rows.get(1)).isEqualTo(asList(gone.toString(), 0L, true, null, events, null));
    }
  }

  @Test
  void metricsCountWhatThereIs() {
    try (Ewig engine = Gardener.open(folder, LogKind.MEMORY, nanos)) {
      Gardener.grow(engine, nanos, 3, 60);
      Ask ask = new Ask(engine);
      assertThat(ask.rows(table(engine, "metrics"), "name = 'log.events'", "value", "unit"))
          .containsExactly(List.of(engine.head().size(), "events"));
      assertThat(ask.rows(table(engine, "metrics"), "name = 'branches.count'", "value"))
          .containsExactly(List.of((long) engine.branches().list().size()));
      assertThat(ask.rows(table(engine, "segments"), "")).isEmpty();
      assertThat(ask.rows(table(engine, "snapshots"), "")).isEmpty();
    }
  }

  @Test
  void settingsAreThoseOfTheSession() {
    try (Ewig engine = Ewig.inMemory()) {
      assertThat(new Ask(engine).rows(table(engine, "settings"), "", "name", "value"))
          .containsExactly(asList("branch", "main"), asList("valid_at", null));
    }
  }

  @Test
  void rootsOfBranchesAreComputedAsOfTheMoment() {
    try (Ewig engine = Gardener.open(folder, LogKind.MEMORY, nanos)) {
      Gardener.grow(engine, nanos, 9, 80);
      Ask ask = new Ask(engine);
      for (List<Object> row : ask.rows(table(engine, "branches"), "", "name", "state_root")) {
        String name = (String) row.get(0);
        assertThat(row.get(1)).isEqualTo(engine.view(name, When.NOW).root().toString());
      }
      long seq = engine.head().size() / 2;
      assertThat(
              ask.rows(
                  table(engine, "branches"), ask.afterEvent(seq), "name = 'main'", "state_root"))
          .containsExactly(
              List.of(engine.view("main", new When.AfterEvent(seq)).root().toString()));
    }
  }
}
