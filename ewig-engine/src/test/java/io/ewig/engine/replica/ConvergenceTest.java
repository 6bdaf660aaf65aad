package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same set of events gives the same state, whatever order they arrived in. */
class ConvergenceTest {

  static final Table PLANTS = plants(MergeLaw.TEXT, MergeLaw.FAIL).build();

  private static TableBuilder plants(MergeLaw ofNotes, MergeLaw ofStrict) {
    return new TableBuilder(new UUID(1, 1), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .column("height", Type.BIGINT)
        .column("count", Type.BIGINT)
        .column("peak", Type.BIGINT)
        .column("low", Type.BIGINT)
        .column("tags", Type.array(Type.VARCHAR))
        .column("notes", Type.VARCHAR)
        .column("strict", Type.BIGINT)
        .primaryKey("id")
        .index("by_height", "height")
        .mergeLaw("count", MergeLaw.COUNTER)
        .mergeLaw("peak", MergeLaw.MAX)
        .mergeLaw("low", MergeLaw.MIN)
        .mergeLaw("tags", MergeLaw.SET)
        .mergeLaw("notes", ofNotes)
        .mergeLaw("strict", ofStrict);
  }

  /** Less has to be read back of a row without texts and values that wait. */
  private static Table plants(long seed) {
    TableBuilder plants =
        seed % 2 == 0 ? plants(MergeLaw.TEXT, MergeLaw.FAIL) : plants(MergeLaw.LWW, MergeLaw.LWW);
    return seed % 4 < 2 ? plants.build() : plants.deletionsWin().build();
  }

  static final World GARDEN = World.of("a://garden");

  /** What one seed's replicas do. */
  private static final class Garden {

    private final Random random;
    private final Replicas replicas;

    Garden(Random random, Replicas replicas) {
      this.random = random;
      this.replicas = replicas;
    }

    void step() {
      if (random.nextInt(4) == 0) {
        replicas.gossip();
      } else {
        write(replicas.any());
      }
    }

    /** What happens to names; two replicas may give the same one. */
    private void name(Ewig db) {
      List<BranchInfo> all = db.branches().list();
      String from = all.get(random.nextInt(all.size())).name();
      String name = "b" + random.nextInt(4);
      boolean isTaken = all.stream().anyMatch(branch -> branch.name().equals(name));
      int kind = random.nextInt(6);
      if (!isTaken && kind < 4) {
        db.branches().create(name, from);
      } else if (isTaken && kind == 0) {
        db.branches().drop(name);
      } else if (isTaken && kind == 1) {
        db.branches().reset(name, from, When.NOW);
      } else if (!isTaken && kind == 4 && !from.equals("main")) {
        db.branches().rename(from, name);
      }
    }

    /**
     * Columns and indexes come and go, deletions win or don't; two replicas may give the same id or
     * name.
     */
    private void define(Ewig db) {
      try (Transaction transaction = db.begin(replicas.anyBranch(db))) {
        Table table = transaction.view().table("public", "plants");
        String name = "extra" + random.nextInt(2);
        boolean isThere = table.columns().stream().anyMatch(c -> c.name().equals(name));
        String index = "by_extra" + random.nextInt(2);
        boolean isIndexed = table.keys().stream().anyMatch(k -> k.name().equals(index));
        if (random.nextInt(3) == 0) {
          transaction.alter(table, new Alteration.SetDeletionsWin(!table.deletionsWin()));
        } else if (isThere && random.nextBoolean()) {
          transaction.alter(table, new Alteration.DropColumn(name));
        } else if (!isThere) {
          Type type = random.nextBoolean() ? Type.BIGINT : Type.VARCHAR;
          transaction.alter(table, added(name, type));
        } else if (!isIndexed) {
          transaction.alter(table, new Alteration.AddKey(index, List.of(name), Index.Role.INDEX));
        }
        transaction.commit();
      } catch (UserException inUse) {
        assertThat(inUse.code()).isEqualTo(ErrorCode.STILL_NEEDED);
      }
    }

    private Alteration added(String name, Type type) {
      return new Alteration.AddColumn(
          name, type, true, new Default.None(), null, true, MergeLaw.LWW, "");
    }

    private void write(Ewig db) {
      if (random.nextInt(12) == 0) {
        define(db);
      }
      if (random.nextInt(12) == 0) {
        name(db);
      }
      if (random.nextInt(3) == 0) {
        append(db);
        return;
      }
      try (Transaction transaction = db.begin(replicas.anyBranch(db))) {
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
          change(transaction);
        }
        transaction.commit();
      }
    }

    private void append(Ewig db) {
      String type =
          List.of("StateChanged", "ObjectCreated", "ObjectDestroyed", "ObjectMoved", "StateBatch")
              .get(random.nextInt(5));
      String id = "{\"id\":\"" + word() + "\",\"x" + random.nextInt(3) + "\":" + number() + "}";
      String json = type.equals("StateBatch") ? "[" + id + "]" : id;
      db.batch()
          .add(EventBuilder.in(GARDEN).type(type).json(json))
          .on(replicas.anyBranch(db))
          .commit();
    }

    private void change(Transaction transaction) {
      Table plants = transaction.view().table("public", "plants");
      long id = random.nextInt(3);
      ValidPeriod valid = replicas.anyPeriod();
      int kind = random.nextInt(8);
      if (kind == 0) {
        transaction.delete(plants, List.of(id), valid);
      } else if (kind == 1) {
        transaction.put(plants, row(plants, id), valid);
      } else {
        int updated = transaction.update(plants, List.of(id), row -> changed(plants, row), valid);
        if (updated == 0) {
          transaction.put(plants, row(plants, id), valid);
        }
      }
    }

    private Row row(Table plants, long id) {
      @Nullable Object[] values = new @Nullable Object[plants.columns().size()];
      values[0] = id;
      for (int i = 1; i < values.length; i++) {
        values[i] = value(plants, i, null);
      }
      return Row.wrap(values);
    }

    private Row changed(Table plants, Row row) {
      int position = 1 + random.nextInt(row.size() - 1);
      return row.with(position, value(plants, position, row.get(position)));
    }

    private @Nullable Object value(Table plants, int position, @Nullable Object now) {
      Column column = plants.columns().get(position);
      if (column.name().equals("notes")) {
        return now == null ? word() : edited((String) now);
      } else if (column.type().equals(Type.BIGINT)) {
        return number();
      }
      return column.name().equals("tags") ? tags() : word();
    }

    private @Nullable String edited(String text) {
      if (random.nextInt(10) == 0) {
        return null;
      }
      int from = random.nextInt(text.length() + 1);
      int to = random.nextInt(3) > 0 ? from : from + random.nextInt(text.length() - from + 1);
      return text.substring(0, from) + (from < to ? "" : word()) + text.substring(to);
    }

    private String word() {
      return List.of("rose", "aster", "tulip", "fern", "oak").get(random.nextInt(5));
    }

    private Long number() {
      return random.nextInt(8) == 0 ? null : (long) random.nextInt(50);
    }

    private List<String> tags() {
      List<String> tags = new ArrayList<>();
      for (String each : List.of("a", "b", "c", "d")) {
        if (random.nextBoolean()) {
          tags.add(each);
        }
      }
      return tags;
    }
  }

  static String timelines(Ewig db) {
    StringBuilder text = new StringBuilder();
    for (BranchInfo branch : db.branches().list()) {
      View view = db.view(branch.name(), When.NOW);
      Table table = view.table("public", "plants");
      text.append(table.columns()).append(table.keys()).append(table.nextColumnId());
      text.append(table.nextKeyId()).append(" version ").append(table.version()).append('\n');
      for (long id = 0; id < 3; id++) {
        view.timeline(view.table("public", "plants"), id)
            .forEach(row -> text.append(branch.name()).append(row).append('\n'));
      }
      String world = new String(view.world(GARDEN).canonical(), StandardCharsets.UTF_8);
      text.append(branch.name()).append(world).append('\n');
    }
    return text.toString();
  }

  @Test
  void whateverTheOrderOfArrivalAllReplicasEndWithTheSameRoot() {
    int seeds = Integer.getInteger("seeds", 60);
    long from = Long.getLong("seed", 0);
    for (long seed = from; seed < from + seeds; seed++) {
      converges(seed);
    }
  }

  private static void converges(long seed) {
    Random random = new Random(seed);
    try (Replicas replicas = new Replicas(seed, random, List.of(plants(seed)))) {
      Garden garden = new Garden(random, replicas);
      for (int i = 0; i < 40; i++) {
        garden.step();
        if (i % 8 == 0) {
          replicas.remember();
        }
      }
      replicas.heal();
      Ewig first = replicas.first();
      for (Ewig each : replicas.all()) {
        assertThat(each.replica().version())
            .as("seed %s", seed)
            .isEqualTo(first.replica().version());
        assertThat(timelines(each)).as("seed %s", seed).isEqualTo(timelines(first));
        assertThat(each.state().roots()).as("seed %s", seed).isEqualTo(first.state().roots());
        assertThat(each.replica().root()).as("seed %s", seed).isEqualTo(first.replica().root());
        assertThat(each.timelines().of(GARDEN).latest().canonical())
            .as("seed %s", seed)
            .isEqualTo(first.view().world(GARDEN).canonical());
      }
      replicas.assertDerived();
      replicas.assertPastIsAsItWas();
    }
  }
}
