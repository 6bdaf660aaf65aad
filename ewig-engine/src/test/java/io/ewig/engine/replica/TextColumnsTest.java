package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.Commit;
import io.ewig.engine.log.Progress;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.Words;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All edits of a text are kept, whoever made them and in whatever order they arrive. */
class TextColumnsTest {

  private static final Table NOTES =
      columns().mergeLaw("text", MergeLaw.TEXT).mergeLaw("sign", MergeLaw.TEXT).build();

  private static TableBuilder columns() {
    return new TableBuilder(new UUID(1, 1), "public", "notes")
        .notNull("id", Type.BIGINT)
        .column("text", Type.VARCHAR)
        .column("petals", Type.BIGINT)
        .column("sign", Type.parse("varchar(6)"))
        .primaryKey("id");
  }

  private final List<Ewig> replicas = new ArrayList<>();
  private long clock = 1_900_000_000_000_000_000L;

  private Ewig open() {
    Config config = Config.defaults().withLog(LogKind.MEMORY).withClock(() -> clock += 1_000_000);
    Ewig db = Ewig.open(Path.of("memory"), config);
    replicas.add(db);
    return db;
  }

  /** So many replicas with one row. */
  private List<Ewig> gardens(int count, String text) {
    return gardens(count, NOTES, text);
  }

  private List<Ewig> gardens(int count, Table notes, String text) {
    for (int i = 0; i < count; i++) {
      open();
    }
    try (Transaction first = replicas.get(0).begin("main")) {
      first.create(notes);
      first.put(notes, notes.accept(1L, text, 0L, "rose"), null);
      first.commit();
    }
    heal();
    return replicas;
  }

  private void heal() {
    Exchange.heal(replicas);
  }

  @AfterEach
  void close() {
    replicas.forEach(Ewig::close);
  }

  private static Table notes(Ewig db) {
    return db.view().table("public", "notes");
  }

  private static void set(Ewig db, int column, @Nullable Object value) {
    edit(db, "main", column, was -> value);
  }

  private static void edit(Ewig db, String branch, int column, UnaryOperator<Object> change) {
    try (Transaction transaction = db.begin(branch)) {
      transaction.update(
          notes(db), List.of(1L), row -> row.with(column, change.apply(row.get(column))), null);
      transaction.commit();
    }
  }

  private static void edit(Ewig db, UnaryOperator<String> change) {
    edit(db, "main", 1, was -> change.apply((String) was));
  }

  private static @Nullable Object value(Ewig db, int column) {
    Row row = db.view().get(notes(db), 1L);
    return row == null ? "no row" : row.get(column);
  }

  private static @Nullable Object text(Ewig db) {
    return value(db, 1);
  }

  private void allAreEqual() {
    heal();
    for (Ewig each : replicas) {
      assertThat(text(each)).isEqualTo(text(replicas.get(0)));
      assertThat(each.replica().root()).isEqualTo(replicas.get(0).replica().root());
      assertThat(each.state().verify(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void editsOfTwoWhoHadNotSeenEachOtherAreBothMade() {
    List<Ewig> db = gardens(2, "a rose is a rose");
    edit(db.get(0), was -> was.replace("a rose is", "a red rose is"));
    edit(db.get(0), was -> was + " indeed");
    edit(db.get(1), was -> was.replace("is a rose", "is a lily"));
    edit(db.get(1), was -> "(" + was + ")");
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo("(a red rose is a lily) indeed");
  }

  @Test
  void whatIsEditedOnAndOnApartIsKeptLetterByLetter() {
    List<Ewig> db = gardens(3, "");
    String[] words = {"rosemary", "marigold", "hyacinth"};
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 3; j++) {
        char letter = words[j].charAt(i);
        edit(db.get(j), was -> was + letter);
      }
    }
    allAreEqual();
    assertThat((String) text(db.get(0))).contains(words).hasSize(24);
  }

  @Test
  void itDoesNotMatterInWhichOrderEditsArrive() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      replicas.clear();
      List<Ewig> db = gardens(3, "one two three");
      for (int i = 0; i < 12; i++) {
        Ewig one = db.get(random.nextInt(3));
        edit(
            one,
            was -> {
              int at = random.nextInt(was.length() + 1);
              int to = Math.min(was.length(), at + random.nextInt(3));
              return was.substring(0, at) + random.nextInt(100) + was.substring(to);
            });
        if (random.nextInt(3) == 0) {
          Exchange.pull(db.get(random.nextInt(3)), one);
        }
      }
      List<Commit> all = new ArrayList<>();
      Ewig late = open();
      db.subList(0, 3).forEach(one -> all.addAll(Exchange.lacking(one, late)));
      Collections.shuffle(all, random);
      late.replica().adopt(all);
      allAreEqual();
      replicas.forEach(Ewig::close);
    }
    replicas.clear();
  }

  @Test
  void whoChangedAnotherColumnLeavesTheTextAlone() {
    List<Ewig> db = gardens(2, "a rose");
    edit(db.get(0), was -> "a red rose");
    set(db.get(1), 2, 5L);
    allAreEqual();
    assertThat(text(db.get(1))).isEqualTo("a red rose");
    assertThat(value(db.get(0), 2)).isEqualTo(5L);
  }

  @Test
  void whatTwoDidAlikeIsDoneOnce() {
    List<Ewig> db = gardens(2, "a rose");
    edit(db.get(0), was -> "a red rose");
    edit(db.get(1), was -> "a red rose");
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo("a red rose");
    edit(db.get(0), was -> "a dark red rose");
    edit(db.get(1), was -> "a red rose!");
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo("a dark red rose!");
  }

  @Test
  void whoTakesTheTextAwayTakesWhatHeHadSeen() {
    List<Ewig> db = gardens(2, "a rose");
    set(db.get(0), 1, null);
    edit(db.get(1), was -> was + " and a lily");
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo(" and a lily");
    set(db.get(0), 1, null);
    set(db.get(1), 1, null);
    allAreEqual();
    assertThat(text(db.get(0))).isNull();
  }

  @Test
  void ofTextsThatDoNotFitTogetherTheLaterIsThere() {
    List<Ewig> db = gardens(2, "");
    set(db.get(0), 3, "aroses");
    set(db.get(1), 3, "roset!");
    allAreEqual();
    assertThat(value(db.get(0), 3)).isEqualTo("roset!");
    set(db.get(0), 3, "ro");
    set(db.get(1), 3, "roset!?".substring(1));
    allAreEqual();
    assertThat((String) value(db.get(1), 3)).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void aRowThatWasDeletedAndEditedIsThereWithTheEdit() {
    List<Ewig> db = gardens(2, "a rose");
    try (Transaction transaction = db.get(0).begin("main")) {
      transaction.delete(notes(db.get(0)), List.of(1L), null);
      transaction.commit();
    }
    edit(db.get(1), was -> "a red rose");
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo("a red rose");
  }

  @Test
  void aColumnThatBecomesATextKeepsWhatItWasWhenThatWasSeen() {
    List<Ewig> db = gardens(2, "a rose");
    Table table = notes(db.get(0));
    try (Transaction transaction = db.get(0).begin("main")) {
      transaction.alter(table, new Alteration.SetMergeLaw("text", MergeLaw.LWW));
      transaction.commit();
    }
    heal();
    edit(db.get(0), was -> "a red rose");
    edit(db.get(1), was -> "a rose!");
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo("a rose!");
    try (Transaction transaction = db.get(0).begin("main")) {
      transaction.alter(notes(db.get(0)), new Alteration.SetMergeLaw("text", MergeLaw.TEXT));
      transaction.commit();
    }
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo("a rose!");
    edit(db.get(0), was -> was + "!");
    edit(db.get(1), was -> "(" + was);
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo("(a rose!!");
  }

  @Test
  void aColumnIsATextFromThenOnAlsoWhereEventsHaveComeLateBefore() {
    List<Ewig> db = gardens(2, columns().build(), "a rose");
    edit(db.get(0), was -> "a red rose");
    edit(db.get(1), was -> "a white rose");
    heal();
    try (Transaction transaction = db.get(0).begin("main")) {
      transaction.alter(notes(db.get(0)), new Alteration.SetMergeLaw("text", MergeLaw.TEXT));
      transaction.commit();
    }
    heal();
    edit(db.get(0), was -> was + "!");
    edit(db.get(1), was -> "(" + was);
    allAreEqual();
    assertThat(text(db.get(0))).isEqualTo("(a white rose!");
  }

  @Test
  void branchesKeepTheEditsOfBothToo() {
    Ewig db = gardens(1, "a rose is a rose").get(0);
    db.branches().create("dev", "main");
    edit(db, "dev", 1, was -> "a red rose is a rose");
    edit(db, "main", 1, was -> "a rose is a rose!");
    db.merges().merge("dev", "main", MergeStrategy.RECURSIVE, new Words());
    assertThat(text(db)).isEqualTo("a red rose is a rose!");
  }
}
