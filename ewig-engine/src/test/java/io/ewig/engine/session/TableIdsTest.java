package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table's id is its own for ever: rows are found by it. */
class TableIdsTest extends MergeScene {

  private final Table plants = strict();

  @BeforeEach
  void plant() {
    start(plants, Row.of(1L, "rose", 40));
  }

  private Table otherOfThatId(String name) {
    return new TableBuilder(plants.id(), "public", name)
        .notNull("id", Type.VARCHAR)
        .primaryKey("id")
        .build();
  }

  @Test
  void aTableIsNotMadeTwice() {
    try (Transaction tx = db.begin("main")) {
      assertRefused(ErrorCode.DUPLICATE_TABLE, () -> tx.create(plants));
      assertRefused(ErrorCode.DUPLICATE_TABLE, () -> tx.create(otherOfThatId("plants")));
      assertRefused(ErrorCode.DUPLICATE_TABLE, () -> tx.create(otherOfThatId("herbs")));
      assertThat(tx.isEmpty()).isTrue();
    }
    assertThat(rows("main")).containsExactly(Row.of(1L, "rose", 40));
  }

  @Test
  void aTableDoesNotGetTheRowsOfOneThatWasDropped() {
    try (Transaction tx = db.begin("main")) {
      tx.drop(plants);
      assertThatThrownBy(() -> tx.create(otherOfThatId("herbs")))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TABLE))
          .hasMessageContaining(plants.id().toString())
          .hasMessageContaining("give public.herbs another one");
      tx.create(strict());
      tx.commit();
    }
    assertThat(rows("main")).isEmpty();
    assertThat(rows("dev")).containsExactly(Row.of(1L, "rose", 40));
    try (Transaction tx = db.begin("main")) {
      assertRefused(ErrorCode.INVALID_TABLE, () -> tx.create(plants));
    }
  }
}
