package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.merge.Difference;
import io.ewig.engine.merge.Differences;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  private final Ewig db = Ewig.inMemory();
  private final Table plants = BranchingGarden.plants();

  @BeforeEach
  void create() {
    new BranchingGarden(db, new Random(0)).create(plants);
    put("main", Row.of(1L, "rose", 40, 5), null);
    db.branches().create("dev", "main");
  }

  @AfterEach
  void close() {
    db.close();
  }

  private void put(String branch, Row row, ValidPeriod valid) {
    Transaction tx = db.begin(branch);
    tx.put(plants, row, valid);
    tx.commit();
  }

  private static List<Difference> between(View before, View after) {
    List<Difference> found = new ArrayList<>();
    Differences differences = before.differencesTo(after);
    while (differences.next()) {
      found.add(differences.difference());
    }
    return found;
  }

  private List<Difference> between(String before, String after) {
    return between(db.view(before, When.NOW), db.view(after, When.NOW));
  }

  @Test
  void branchesThatHoldTheSameDoNotDiffer() {
    put("dev", Row.of(1L, "rose", 41, 5), null);
    assertThat(between("dev", "dev")).isEmpty();
    assertThat(between("main", "dev")).hasSize(1);
  }

  @Test
  void aRowIsAddedRemovedOrModified() {
    put("dev", Row.of(1L, "rose", 41, 5), null);
    put("dev", Row.of(2L, "aster", 10, 9), null);
    Difference.OfRow modified = (Difference.OfRow) between("main", "dev").get(0);
    Difference.OfRow added = (Difference.OfRow) between("main", "dev").get(1);
    Difference.OfRow removed = (Difference.OfRow) between("dev", "main").get(1);
    assertThat(modified.kind()).isEqualTo(Difference.Kind.MODIFIED);
    assertThat(modified.before()).isEqualTo(Row.of(1L, "rose", 40, 5));
    assertThat(modified.after()).isEqualTo(Row.of(1L, "rose", 41, 5));
    assertThat(added.kind()).isEqualTo(Difference.Kind.ADDED);
    assertThat(removed.kind()).isEqualTo(Difference.Kind.REMOVED);
    assertThat(removed.table()).isEqualTo(plants);
  }

  @Test
  void aDifferenceInThePastOnlyIsInItsPieces() {
    ValidPeriod spring = new ValidPeriod(Instant.ofEpochSecond(5), Instant.ofEpochSecond(7));
    put("dev", Row.of(1L, "bud", 2, 0), spring);
    Difference.OfRow row = (Difference.OfRow) between("main", "dev").get(0);
    assertThat(row.before()).isEqualTo(row.after());
    assertThat(row.pieces())
        .containsExactly(new Difference.Piece(spring, null, Row.of(1L, "bud", 2, 0)));
  }

  @Test
  void aTableThatOneSideHasComesWithItsRows() {
    Transaction tx = db.begin("dev");
    tx.drop(tx.view().table("public", "plants"));
    tx.commit();
    assertThat(between("main", "dev"))
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.REMOVED, Difference.Kind.REMOVED);
    assertThat(between("dev", "main"))
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.ADDED, Difference.Kind.ADDED);
  }

  @Test
  void aDefinitionDiffersAndItsRowsDoNot() {
    Transaction tx = db.begin("dev");
    tx.alter(
        plants,
        new Alteration.AddColumn(
            "color", Type.VARCHAR, true, Default.none(), "red", true, MergeLaw.LWW, ""));
    tx.commit();
    List<Difference> found = between("main", "dev");
    assertThat(found).hasSize(1);
    assertThat(((Difference.OfTable) found.get(0)).after().columns()).hasSize(5);
  }

  @Test
  void objectsDifferByWorldAndKey() {
    EventBuilder event = EventBuilder.in(BranchingGarden.GARDEN).type("ObjectCreated");
    db.batch().on("dev").add(event.json("{\"id\":\"rose\",\"petals\":5}")).commit();
    Difference.OfObject object = (Difference.OfObject) between("main", "dev").get(0);
    assertThat(object.world()).isEqualTo(BranchingGarden.GARDEN);
    assertThat(object.key()).isEqualTo("rose");
    assertThat(object.before()).isNull();
    assertThat(object.after()).hasToString("{\"petals\":5}");
  }

  @Test
  void whatDiffersAppliedToOneSideGivesTheOther() {
    for (int seed = 0; seed < 100; seed++) {
      try (Ewig fresh = Ewig.inMemory()) {
        Random random = new Random(seed);
        BranchingGarden history = new BranchingGarden(fresh, random);
        history.create(plants);
        history.change("main");
        fresh.branches().create("dev", "main");
        for (int i = 0; i < 20; i++) {
          String branch = random.nextBoolean() ? "main" : "dev";
          if (random.nextInt(8) == 0) {
            history.alter(branch);
          } else {
            history.change(branch);
          }
        }
        View main = fresh.view("main", When.NOW);
        View dev = fresh.view("dev", When.NOW);
        assertThat(patched(main, dev)).as("seed " + seed).isEqualTo(BranchingGarden.content(dev));
        assertThat(patched(dev, main)).as("seed " + seed).isEqualTo(BranchingGarden.content(main));
      }
    }
  }

  /** What one view shows, but for what is said to differ. */
  private static Map<String, Object> patched(View from, View to) {
    Map<String, Object> content = new TreeMap<>(BranchingGarden.content(from));
    Table table = to.table("public", "plants");
    for (Difference difference : between(from, to)) {
      if (difference instanceof Difference.OfObject object) {
        if (object.after() == null) {
          content.remove("garden/" + object.key());
        } else {
          content.put("garden/" + object.key(), object.after());
        }
      } else if (difference instanceof Difference.OfTable) {
        content.put(
            table.toString(), table.columns().stream().map(c -> c.name()).sorted().toList());
      } else if (difference instanceof Difference.OfRow row) {
        for (Difference.Piece piece : row.pieces()) {
          patch(content, table, piece);
        }
      }
    }
    for (long key = 0; key < BranchingGarden.KEYS; key++) {
      refit(content, table + "/" + key, table);
    }
    return content;
  }

  @SuppressWarnings("unchecked")
  private static void patch(Map<String, Object> content, Table table, Difference.Piece piece) {
    Row either = piece.before() == null ? piece.after() : piece.before();
    String key = table + "/" + either.get(0);
    var rows = new ArrayList<>((List<Map<String, Object>>) content.get(key));
    for (int second = 0; second <= BranchingGarden.INSTANTS; second++) {
      if (piece.valid().contains(BranchingGarden.instant(second))) {
        Row after = piece.after();
        rows.set(second, after == null ? null : BranchingGarden.named(table, after));
      }
    }
    content.put(key, rows);
  }

  /** Rows that do not differ have the columns of the other definition all the same. */
  @SuppressWarnings("unchecked")
  private static void refit(Map<String, Object> content, String key, Table table) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> row : (List<Map<String, Object>>) content.get(key)) {
      Map<String, Object> fitted = row == null ? null : new TreeMap<>(row);
      if (fitted != null) {
        fitted.keySet().removeIf(name -> table.positionOf(name) < 0);
        table.columns().forEach(column -> fitted.putIfAbsent(column.name(), "null"));
      }
      rows.add(fitted);
    }
    content.put(key, rows);
  }
}
