package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.erasure.Reason;
import io.ewig.engine.log.Progress;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that lost its parent to an erasure is held on all replicas, whoever wrote it first. */
class ErasedParentsTest {

  private static final Table BEDS =
      new TableBuilder(new UUID(1, 1), "public", "beds")
          .notNull("id", Type.BIGINT)
          .primaryKey("id")
          .build();

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 2), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("bed", Type.BIGINT)
          .primaryKey("id")
          .foreignKey(
              "plants_bed",
              List.of("bed"),
              BEDS,
              List.of("id"),
              ReferentialAction.NO_ACTION,
              ReferentialAction.NO_ACTION)
          .build();

  @TempDir private Path folder;

  private final AtomicLong nanos = new AtomicLong(1_900_000_000L * 1_000_000_000);
  private Ewig here;
  private Ewig there;

  @BeforeEach
  void open() {
    here = Ewig.open(folder.resolve("here"), clocked());
    there = Ewig.open(folder.resolve("there"), clocked());
    write(
        here,
        transaction -> {
          transaction.create(BEDS);
          transaction.create(PLANTS);
          transaction.insert(BEDS, Row.of(1L), null);
        });
    Exchange.both(here, there);
    write(there, transaction -> transaction.insert(BEDS, Row.of(2L), null));
    Exchange.both(here, there);
  }

  private Config clocked() {
    return Config.defaults().withClock(() -> nanos.addAndGet(1_000_000));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private static void write(Ewig db, Consumer<Transaction> work) {
    try (Transaction transaction = db.begin("main")) {
      work.accept(transaction);
      transaction.commit();
    }
  }

  private static void eraseBed(Ewig db) {
    db.erasures().rows(BEDS, row -> row.get(0).equals(1L), new Reason("request", ""));
  }

  private void assertSame() {
    Exchange.both(here, there);
    assertThat(here.state().roots()).isEqualTo(there.state().roots());
    for (Ewig each : List.of(here, there)) {
      assertThat(each.view().timeline(PLANTS, 7L)).isEmpty();
      assertThat(each.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void aRowThatWasInsertedApartFromTheErasureOfItsParentIsHeld() {
    write(there, transaction -> transaction.insert(PLANTS, Row.of(7L, 1L), null));
    eraseBed(here);
    assertSame();
    assertThat(here.disputes().of("main"))
        .isEqualTo(there.disputes().of("main"))
        .singleElement()
        .extracting(MergeConflict::key)
        .isNotNull();
  }

  @Test
  void aRowThatWasDeletedBeforeIsHeldForAsLongAsItWasThere() {
    write(there, transaction -> transaction.insert(BEDS, Row.of(9L), null));
    write(here, transaction -> transaction.insert(PLANTS, Row.of(7L, 1L), null));
    write(here, transaction -> transaction.delete(PLANTS, List.of(7L), null));
    eraseBed(here);
    assertSame();
  }

  @Test
  void aDatabaseThatMeetsNobodyKeepsWhatReferredToAnErasedRow() {
    try (Ewig alone = Ewig.open(folder.resolve("alone"), clocked())) {
      write(
          alone,
          transaction -> {
            transaction.create(BEDS);
            transaction.create(PLANTS);
            transaction.insert(BEDS, Row.of(1L), null);
            transaction.insert(PLANTS, Row.of(7L, 1L), null);
          });
      write(alone, transaction -> transaction.delete(PLANTS, List.of(7L), null));
      eraseBed(alone);
      assertThat(alone.view().timeline(PLANTS, 7L)).isNotEmpty();
      assertThat(alone.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }
}
