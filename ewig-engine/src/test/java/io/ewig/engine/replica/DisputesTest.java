package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules across rows when two replicas meet: the same winner on both, and the other one held. */
class DisputesTest {

  static final Table PEOPLE =
      new TableBuilder(new UUID(1, 1), "public", "people")
          .notNull("id", Type.BIGINT)
          .column("mail", Type.VARCHAR)
          .column("age", Type.BIGINT)
          .primaryKey("id")
          .unique("people_mail", "mail")
          .build();

  private final AtomicLong nanos =
      new AtomicLong(Instant.parse("2030-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L);
  private Ewig here;
  private Ewig there;

  @BeforeEach
  void open() {
    here = opened();
    there = opened();
    write(here, transaction -> transaction.create(PEOPLE));
    meet();
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private Ewig opened() {
    Config config =
        Config.defaults().withLog(LogKind.MEMORY).withClock(() -> nanos.addAndGet(1_000_000));
    return Ewig.open(Path.of("memory"), config);
  }

  private static void write(Ewig db, Consumer<Transaction> work) {
    try (Transaction transaction = db.begin("main")) {
      work.accept(transaction);
      transaction.commit();
    }
  }

  private static void insert(Ewig db, Object... values) {
    write(db, transaction -> transaction.insert(PEOPLE, Row.of(values), null));
  }

  private static void delete(Ewig db, long id) {
    write(db, transaction -> transaction.delete(PEOPLE, List.of(id), null));
  }

  private void meet() {
    Exchange.both(here, there);
    assertThat(here.replica().root()).isEqualTo(there.replica().root());
    assertThat(here.disputes().ever("main")).isEqualTo(there.disputes().ever("main"));
  }

  private static List<MergeConflict> conflicts(Ewig db) {
    return db.disputes().of("main");
  }

  private static List<Long> ids(Ewig db) {
    List<Long> ids = new ArrayList<>();
    var rows = db.view().scan(PEOPLE);
    while (rows.next()) {
      ids.add((Long) rows.row().get(0));
    }
    return ids;
  }

  @Test
  void ofTwoRowsThatClaimOneKeyTheFirstHoldsAndTheOtherWaits() {
    insert(here, 1L, "a@x", 30L);
    insert(there, 2L, "a@x", 40L);
    meet();
    assertThat(ids(here)).containsExactly(1L);
    assertThat(ids(there)).containsExactly(1L);
    MergeConflict conflict = conflicts(here).get(0);
    assertThat(conflict.theirs()).isEqualTo(Row.of(2L, "a@x", 40L));
    assertThat(conflict.ours()).isEqualTo(Row.of(1L, "a@x", 30L));
    assertThat(conflict.what()).contains("people_mail");
  }

  @Test
  void whoWaitsIsBackWhenTheWinnerGivesWay() {
    insert(here, 1L, "a@x", 30L);
    insert(there, 2L, "a@x", 40L);
    meet();
    delete(there, 1);
    assertThat(ids(there)).containsExactly(2L);
    meet();
    assertThat(ids(here)).containsExactly(2L);
    assertThat(conflicts(here)).isEmpty();
  }
}
