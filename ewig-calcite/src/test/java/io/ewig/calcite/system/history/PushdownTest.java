package io.ewig.calcite.system.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.system.SystemQuestions;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much is read for a condition: counted, not timed. */
class PushdownTest {

  private static final int WORLDS = 50;
  private static final int ROUNDS = 40;

  private Ewig engine;
  private SystemQuestions questions;

  @BeforeEach
  void open() {
    engine = Ewig.inMemory();
    questions = new SystemQuestions(engine);
    engine.branches().create("side", "main");
    for (int round = 0; round < ROUNDS; round++) {
      var batch = engine.batch().on(round % 10 == 0 ? "side" : "main");
      for (int world = 0; world < WORLDS; world++) {
        batch.add(EventBuilder.in("w://" + world).type("Rained").json("{\"n\":" + round + "}"));
      }
      batch.commit();
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** How many events were looked at for a condition. */
  private long looked(String where) {
    AtomicLong looked = new AtomicLong();
    EventFinder finder = new EventFinder(engine);
    Listing<?> counting =
        EventTable.columns("ewig", "events", "")
            .from(
                reading -> {
                  Items<RecordedEvent> items = finder.find(reading);
                  return () -> {
                    RecordedEvent event = items.next();
                    looked.addAndGet(event == null ? 0 : 1);
                    return event;
                  };
                });
    questions.rows(counting, where);
    return looked.get();
  }

  @Test
  void aQueryOnOneWorldReadsItsEvents() {
    assertThat(looked("")).isEqualTo(engine.head().size());
    assertThat(looked("world = 'w://7'")).isEqualTo(ROUNDS);
    assertThat(looked("world IN ('w://7', 'w://8')")).isEqualTo(2 * ROUNDS);
    assertThat(looked("world = 'w://7' OR world = 'w://8'")).isEqualTo(2 * ROUNDS);
    assertThat(looked("world = 'w://nowhere'")).isZero();
    assertThat(looked("world = 'no world'")).isZero();
    assertThat(looked("world = CAST(NULL AS VARCHAR)")).isZero();
    assertThat(looked("world = 'w://7' AND world = 'w://8'")).isZero();
  }

  @Test
  void aQueryOnATimeReadsItsEvents() {
    Commit commit = engine.events().commitOf(engine.head().size() / 2);
    Instant time = commit.first().systemTime();
    String literal = time.toString().replace('T', ' ').replace("Z", "");
    String zoned = "CAST('" + literal + "' AS TIMESTAMP(9) WITH LOCAL TIME ZONE)";
    assertThat(looked("\"system_time\" = " + zoned)).isEqualTo(WORLDS);
    assertThat(looked("\"system_time\" = TIMESTAMP '" + literal + "'")).isEqualTo(WORLDS);
    assertThat(looked("world = 'w://7' AND \"system_time\" <= " + zoned))
        .isBetween(1L, (long) ROUNDS / 2 + 1);
    assertThat(looked("\"system_time\" < DATE '2001-01-01'")).isZero();
  }

  @Test
  void positionsAndIdsAreLookedUp() {
    var event = engine.get(1_000);
    assertThat(looked("seq = 1000")).isEqualTo(1);
    assertThat(looked("seq BETWEEN 1000 AND 1009")).isEqualTo(10);
    assertThat(looked("seq > 1000 AND seq < 1010.5")).isEqualTo(10);
    assertThat(looked("seq IN (5, 6, 900000)")).isEqualTo(2);
    assertThat(looked("seq = 5.5")).isZero();
    assertThat(looked("hash = '" + event.hash() + "'")).isEqualTo(1);
    assertThat(looked("hash = 'nothing'")).isZero();
    assertThat(looked("event_id = '" + event.id() + "'")).isEqualTo(1);
    assertThat(looked("event_id = 'nothing'")).isZero();
    assertThat(looked("commit_id = '" + engine.events().commitOf(1_000).id() + "'"))
        .isEqualTo(WORLDS);
    assertThat(looked("commit_id = '" + event.id() + "x'")).isZero();
  }

  @Test
  void aQueryOnOneBranchReadsItsCommits() {
    assertThat(looked("branch = 'side'")).isEqualTo(ROUNDS / 10 * WORLDS);
    assertThat(looked("branch = 'nobody'")).isZero();
    assertThat(looked("type = 'Rained' AND seq < 100")).isEqualTo(99 - 0);
  }

  @Test
  void whatNobodyWantsIsNotComputed() {
    AtomicLong computed = new AtomicLong();
    Relation relation =
        Listing.<Integer>named("x", "numbers", "")
            .column("n", Type.BIGINT, Integer::longValue)
            .costly(
                "costly",
                Type.BIGINT,
                n -> {
                  computed.incrementAndGet();
                  return -n.longValue();
                })
            .from(reading -> Items.of(List.of(1, 2, 3, 4)));
    Moment now = Moment.at(engine.view(), "main");
    assertThat(questions.rows(relation, now, "n > 2", "n")).hasSize(2);
    assertThat(computed).hasValue(0);
    assertThat(questions.rows(relation, now, "costly < 0 AND n > 2", "n", "costly")).hasSize(2);
    assertThat(computed).as("once for each row that the other condition lets pass").hasValue(2);
    assertThat(relation.columns().stream().map(RelationColumn::name)).contains("costly");
  }
}
