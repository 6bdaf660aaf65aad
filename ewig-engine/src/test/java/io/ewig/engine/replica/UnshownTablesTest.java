package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A branch begins everywhere without the rows that were not known where it was made, also if it
 * does not show their table: rows are kept of tables that are not there, and count for the root.
 */
class UnshownTablesTest {

  private static final Table PLANTS = table(1, "plants");
  private static final Table BEDS = table(2, "beds");

  private final AtomicLong nanos = new AtomicLong(1_900_000_000L * 1_000_000_000);
  private final Ewig one = open();
  private final Ewig other = open();

  private static Table table(long id, String name) {
    return new TableBuilder(new UUID(1, id), "public", name)
        .notNull("id", Type.BIGINT)
        .primaryKey("id")
        .build();
  }

  private Ewig open() {
    Config config = Config.defaults().withLog(LogKind.MEMORY);
    return Ewig.open(Path.of("memory"), config.withClock(() -> nanos.addAndGet(1_000_000)));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static void write(Ewig db, Consumer<Transaction> work) {
    try (Transaction transaction = db.begin("main")) {
      work.accept(transaction);
      transaction.commit();
    }
  }

  private static void insert(Ewig db, Table table, long id) {
    write(db, transaction -> transaction.insert(table, Row.of(id), null));
  }

  private void assertSame() {
    Exchange.both(one, other);
    assertThat(one.branches().list()).hasSize(2);
    assertThat(one.state().roots()).isEqualTo(other.state().roots());
  }

  @Test
  void aBranchOfWhoDroppedATableBeginsWithoutTheRowsThatOthersInsertedMeanwhile() {
    write(one, transaction -> transaction.create(PLANTS));
    Exchange.both(one, other);
    write(one, transaction -> transaction.drop(PLANTS));
    one.branches().create("spring", "main");
    insert(other, PLANTS, 1);
    assertSame();
    assertThat(one.state().roots().get("spring")).isNotEqualTo(one.state().roots().get("main"));
  }

  @Test
  void aBranchBeginsWithoutTheRowsOfATableThatWasMadeElsewhereMeanwhile() {
    write(one, transaction -> transaction.create(PLANTS));
    Exchange.both(one, other);
    insert(one, PLANTS, 1);
    write(other, transaction -> transaction.create(BEDS));
    insert(other, BEDS, 7);
    one.branches().create("spring", "main");
    assertSame();
  }
}
