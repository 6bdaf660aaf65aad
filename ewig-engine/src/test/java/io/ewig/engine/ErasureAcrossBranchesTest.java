package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.erasure.Reason;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows are found for an erasure on branches that have defined their table otherwise. */
class ErasureAcrossBranchesTest {

  private final Ewig db = Ewig.inMemory();

  @BeforeEach
  void create() {
    Table people =
        new TableBuilder(UUID.randomUUID(), "public", "people")
            .notNull("id", Type.INTEGER)
            .column("name", Type.VARCHAR)
            .primaryKey("id")
            .build();
    commit(
        "main",
        tx -> {
          tx.create(people);
          tx.insert(people, Row.of(1, "ada"), null);
          tx.insert(people, Row.of(2, "bob"), null);
        });
    db.branches().create("dev", "main");
  }

  @AfterEach
  void close() {
    db.close();
  }

  private void commit(String branch, Consumer<Transaction> changes) {
    try (Transaction tx = db.begin(branch)) {
      changes.accept(tx);
      tx.commit();
    }
  }

  private static Table people(View view) {
    return view.table("public", "people");
  }

  /** Columns that two branches add have the same id. */
  private void add(String branch, String name, Type type) {
    commit(
        branch,
        tx ->
            tx.alter(
                people(tx.view()),
                new Alteration.AddColumn(
                    name, type, true, Default.none(), null, true, MergeLaw.LWW, "")));
  }

  private void put(String branch, Object... row) {
    commit(branch, tx -> tx.put(people(tx.view()), Row.of(row), null));
  }

  private long erase(String branch, Predicate<Row> condition) {
    return db.erasures().rows(people(db.view(branch, When.NOW)), condition, Reason.NONE);
  }

  private List<Row> rows(String branch) {
    View view = db.view(branch, When.NOW);
    List<Row> rows = new ArrayList<>();
    RowCursor cursor = view.scan(people(view));
    while (cursor.next()) {
      rows.add(cursor.row());
    }
    return rows;
  }

  @Test
  void aColumnOfAnotherTypeIsNoDamage() {
    add("main", "born", Type.INTEGER);
    add("dev", "town", Type.VARCHAR);
    put("main", 2, "bob", 1815);
    put("dev", 1, "ada", "London, and not a number");
    put("dev", 3, "cyd", "Rome");
    assertThat(erase("main", row -> "ada".equals(row.get(1)))).isEqualTo(1);
    assertThat(rows("main")).containsExactly(Row.of(2, "bob", 1815));
    assertThat(rows("dev")).containsExactly(Row.of(2, "bob", null), Row.of(3, "cyd", "Rome"));
  }

  @Test
  void aColumnOfAnotherNameIsAnotherOne() {
    add("main", "town", Type.VARCHAR);
    add("dev", "friend", Type.VARCHAR);
    add("dev", "town", Type.VARCHAR);
    put("main", 1, "ada", "Paris");
    put("dev", 2, "bob", "Paris", "Rome");
    put("dev", 3, "cyd", "ada", "Paris");
    assertThat(erase("main", row -> "Paris".equals(row.get(2)))).isEqualTo(2);
    assertThat(rows("main")).containsExactly(Row.of(2, "bob", null));
    assertThat(rows("dev")).containsExactly(Row.of(2, "bob", "Paris", "Rome"));
  }

  @Test
  void aColumnThatWasRenamedIsTheSame() {
    commit(
        "dev", tx -> tx.alter(people(tx.view()), new Alteration.RenameColumn("name", "nickname")));
    put("dev", 2, "ada");
    assertThat(erase("main", row -> "ada".equals(row.get(1)))).isEqualTo(2);
    assertThat(rows("main")).isEmpty();
    assertThat(rows("dev")).isEmpty();
  }
}
