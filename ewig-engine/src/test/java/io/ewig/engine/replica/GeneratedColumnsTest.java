package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.session.TimedRow;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever replicas and branches do apart, and however that is joined: computed columns hold what a
 * few lines of Java say, in rows, in indexes, at all valid times and at all moments.
 */
class GeneratedColumnsTest {

  private static final Table BEDS =
      new TableBuilder(new UUID(1, 1), "public", "beds")
          .notNull("id", Type.BIGINT)
          .column("width", Type.BIGINT)
          .mergeLaw("width", MergeLaw.COUNTER)
          .column("length", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("notes", Type.VARCHAR)
          .mergeLaw("notes", MergeLaw.TEXT)
          .column("area", Type.BIGINT, new Default.Generated("width * length"), true)
          .column(
              "label",
              Type.VARCHAR,
              new Default.Generated("coalesce(name, '?') || coalesce(notes, '')"),
              false)
          .primaryKey("id")
          .index("beds_area", "area")
          .build();

  private static final int BEDS_MAX = 4;

  /** What one seed's replicas do. */
  private static final class Garden {

    private final Random random;
    private final Replicas replicas;
    private final boolean isRestless;

    Garden(Random random, Replicas replicas, boolean isRestless) {
      this.random = random;
      this.replicas = replicas;
      this.isRestless = isRestless;
    }

    void step() {
      if (random.nextInt(4) == 0) {
        replicas.gossip();
        return;
      }
      try {
        write(replicas.any());
      } catch (EwigException refused) {
        return; // a division by zero, a branch that has gone, sides that do not agree
      }
    }

    private void write(Ewig db) {
      String branch = isRestless ? replicas.anyBranch(db) : "main";
      if (isRestless && random.nextInt(8) == 0) {
        db.branches().create("b" + random.nextInt(3), branch);
        return;
      } else if (isRestless && random.nextInt(5) == 0) {
        db.merges().merge(replicas.anyBranch(db), branch, MergeStrategy.AUTOMATIC, new Words());
        return;
      }
      try (Transaction transaction = db.begin(branch)) {
        if (isRestless && random.nextInt(8) == 0) {
          define(transaction);
        }
        for (int i = 0; i <= random.nextInt(3); i++) {
          change(transaction);
        }
        transaction.commit();
      }
    }

    private void define(Transaction transaction) {
      Table beds = transaction.view().table("public", "beds");
      boolean hasShare = beds.positionOf("share") >= 0;
      switch (random.nextInt(3)) {
        case 0 ->
            transaction.alter(
                beds,
                hasShare
                    ? new Alteration.DropColumn("share")
                    : new Alteration.AddColumn(
                        "share",
                        Type.INTEGER,
                        true,
                        new Default.Generated("100 / (" + size(beds) + " - coalesce(width, -1))"),
                        null,
                        true,
                        MergeLaw.LWW,
                        ""));
        case 1 ->
            transaction.alter(
                beds,
                new Alteration.RenameColumn(
                    size(beds), size(beds).equals("length") ? "size" : "length"));
        default -> {
          if (hasShare) {
            transaction.alter(
                beds,
                beds.keys().stream().anyMatch(key -> key.name().equals("by_share"))
                    ? new Alteration.DropConstraint("by_share")
                    : new Alteration.AddKey("by_share", List.of("share"), Index.Role.INDEX));
          }
        }
      }
    }

    private void change(Transaction transaction) {
      Table beds = transaction.view().table("public", "beds");
      long id = random.nextInt(BEDS_MAX);
      ValidPeriod valid = replicas.anyPeriod();
      if (random.nextInt(10) == 0) {
        transaction.delete(beds, List.of(id), valid);
        return;
      }
      boolean isPut = random.nextInt(6) == 0;
      int updated = isPut ? 0 : transaction.update(beds, List.of(id), row -> changed(row), valid);
      if (updated == 0) {
        @Nullable Object[] row = new @Nullable Object[beds.columns().size()];
        row[0] = id;
        transaction.put(beds, changed(changed(Row.of(row))), valid);
      }
    }

    private Row changed(Row row) {
      return switch (random.nextInt(4)) {
        case 0 -> row.with(1, number());
        case 1 -> row.with(2, number());
        case 2 -> row.with(3, random.nextBoolean() ? null : "bed" + random.nextInt(3));
        default -> row.with(4, row.get(4) == null ? "n" : row.get(4) + "" + random.nextInt(10));
      };
    }

    private @Nullable Long number() {
      return random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(5);
    }
  }

  private static String size(Table beds) {
    return beds.columns().get(2).name();
  }

  private static @Nullable Long times(@Nullable Object one, @Nullable Object other) {
    return one == null || other == null ? null : (Long) one * (Long) other;
  }

  private static void assertComputed(Table beds, Row row, String where) {
    Object name = row.get(3);
    Object notes = row.get(4);
    assertThat(row.get(5)).as(where).isEqualTo(times(row.get(1), row.get(2)));
    assertThat(row.get(6))
        .as(where)
        .isEqualTo((name == null ? "?" : name) + "" + (notes == null ? "" : notes));
    int share = beds.positionOf("share");
    if (share >= 0) {
      Long size = (Long) row.get(2);
      Long width = (Long) row.get(1);
      long by = size == null ? 1 : size - (width == null ? -1 : width);
      assertThat(by).as(where).isNotZero();
      assertThat(row.get(share))
          .as(where)
          .isEqualTo(size == null ? null : (Object) (int) (100 / by));
    }
  }

  /** All rows of all branches at all valid times; and what indexes find is what they hold. */
  private static String requireComputed(Ewig db, String where) {
    StringBuilder told = new StringBuilder();
    for (BranchInfo branch : db.branches().list()) {
      View view = db.view(branch.name(), When.NOW);
      Optional<Table> table = view.catalog().find("public", "beds");
      if (table.isEmpty()) {
        continue;
      }
      Table beds = table.get();
      told.append(branch.name()).append(beds.columns().stream().map(Column::name).toList());
      for (long id = 0; id < BEDS_MAX; id++) {
        for (TimedRow row : view.timeline(beds, id)) {
          assertComputed(beds, row.row(), where + " on " + branch.name() + " " + row);
          told.append(row).append('\n');
        }
        RowCursor now = view.find(beds, id);
        if (now != null) {
          for (Index index : beds.keys().subList(1, beds.keys().size())) {
            Object value = now.row().get(beds.positionsOf(index)[0]);
            if (value != null) {
              assertThat(isFound(view, beds, index, value, id)).as(where).isTrue();
            }
          }
        }
      }
    }
    return told.toString();
  }

  private static boolean isFound(View view, Table beds, Index index, Object value, long id) {
    RowCursor found = view.lookup(beds, index, List.of(value));
    boolean isFound = false;
    while (found.next()) {
      assertThat(found.row().get(beds.positionsOf(index)[0])).isEqualTo(value);
      isFound |= Objects.equals(found.row().get(0), id);
    }
    return isFound;
  }

  private static void converges(long seed, boolean isRestless) {
    Random random = new Random(seed);
    try (Replicas replicas = new Replicas(seed, random, List.of(BEDS))) {
      Garden garden = new Garden(random, replicas, isRestless);
      for (int i = 0; i < 40; i++) {
        garden.step();
        if (i % 8 == 0) {
          replicas.remember();
          replicas.all().forEach(each -> requireComputed(each, "seed " + seed));
        }
      }
      replicas.heal();
      Ewig first = replicas.first();
      String rows = requireComputed(first, "seed " + seed);
      for (Ewig each : replicas.all()) {
        assertThat(requireComputed(each, "seed " + seed)).isEqualTo(rows);
        assertThat(each.state().roots()).as("seed %s", seed).isEqualTo(first.state().roots());
      }
      replicas.assertDerived();
      replicas.assertPastIsAsItWas();
    }
  }

  @Test
  void whatReplicasWroteApartIsComputedFromBoth() {
    int seeds = Integer.getInteger("seeds", 40);
    long from = Long.getLong("seed", 0);
    for (long seed = from; seed < from + seeds; seed++) {
      converges(seed, false);
    }
  }

  @Test
  void branchesMergesAndOtherDefinitionsChangeNothingAboutThat() {
    int seeds = Integer.getInteger("seeds", 40);
    long from = Long.getLong("seed", 0);
    for (long seed = from; seed < from + seeds; seed++) {
      converges(seed, true);
    }
  }
}
