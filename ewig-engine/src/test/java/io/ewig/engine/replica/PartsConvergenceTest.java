package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.Tier;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Progress;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.part.Filter;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.session.Words;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A replica that keeps a part of a history has of that part what a whole one has, at every moment,
 * and nothing else.
 */
class PartsConvergenceTest {

  private static final Table PEOPLE = RulesConvergenceTest.PEOPLE;
  private static final Table PETS = RulesConvergenceTest.PETS;
  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 3), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("height", Type.BIGINT)
          .column("count", Type.BIGINT)
          .column("notes", Type.VARCHAR)
          .column("price", Type.BIGINT)
          .primaryKey("id")
          .unique("plants_name", "name")
          .mergeLaw("height", MergeLaw.MAX)
          .mergeLaw("count", MergeLaw.COUNTER)
          .mergeLaw("notes", MergeLaw.TEXT)
          .mergeLaw("price", MergeLaw.FAIL)
          .build();

  private static final int NOTES = 4; // of the columns that are changed one by one, from 2 to 5

  private static final List<Filter> FILTERS =
      List.of(
          Filter.parse("world table://public/plants"),
          Filter.parse("world table://public/herbs world table://public/plants"),
          Filter.parse("world table://public/people world table://public/pets"),
          Filter.parse("world table://public/people"),
          Filter.parse("world table://public/pets"),
          Filter.parse("world a://garden/*"),
          Filter.parse("world a://** world table://public/** branch main"),
          Filter.parse("branch b0 branch main"),
          Filter.parse("world a://garden/0 world table://public/plants branch b*"));

  /** Something that is not here, or a rule that is broken. */
  private static final List<ErrorCode> REFUSALS =
      List.of(
          ErrorCode.NOT_HERE,
          ErrorCode.DUPLICATE_KEY,
          ErrorCode.FOREIGN_KEY_VIOLATED,
          ErrorCode.STILL_NEEDED,
          ErrorCode.WRITE_CONFLICT,
          ErrorCode.DUPLICATE_TABLE,
          ErrorCode.INVALID_ARGUMENT);

  /** What one seed's replicas do. */
  private static final class Town implements AutoCloseable {

    private final Random random;
    private final Replicas replicas;
    private final Map<EventId, Commit> written = new HashMap<>();
    private final Map<Ewig, Ewig> twins = new HashMap<>();

    Town(long seed) {
      random = new Random(seed);
      Filter filter = FILTERS.get((int) (seed % FILTERS.size()));
      List<Filter> filters = List.of(filter, any(FILTERS));
      replicas = new Replicas(seed, random, List.of(PEOPLE, PETS, PLANTS), filters);
      settle();
      for (Ewig each : replicas.all()) {
        note(each, 0);
        if (!each.replica().part().isEverything()) {
          Config config = Config.defaults().withLog(LogKind.MEMORY);
          twins.put(each, Ewig.open(Path.of("memory"), config.withClock(() -> Long.MAX_VALUE / 4)));
        }
      }
    }

    /** People for pets to belong to. */
    private void settle() {
      try (Transaction transaction = replicas.first().begin("main")) {
        for (long id = 0; id < 4; id++) {
          transaction.put(PEOPLE, Row.of(id, "m" + id, id, null, null, id, id), null);
        }
        transaction.commit();
      }
      replicas.all().forEach(each -> Exchange.pull(replicas.first(), each));
    }

    private <T> T any(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }

    /** Keeps what a replica has written, as it was written. */
    private void note(Ewig db, long from) {
      long seq = from;
      while (seq < db.head().size()) {
        Commit commit = db.events().commitOf(seq);
        if (commit.first().origin().equals(db.replica().self())) {
          written.put(commit.id(), commit);
        }
        seq = commit.endSeq();
      }
    }

    void step() {
      if (random.nextInt(3) == 0) {
        replicas.gossip();
        return;
      }
      Ewig db = replicas.any();
      long size = db.head().size();
      try {
        write(db);
      } catch (UserException | ConflictException refused) {
        assertThat(refused.code()).isIn(REFUSALS);
      }
      note(db, size);
    }

    private void write(Ewig db) {
      switch (random.nextInt(16)) {
        case 0 -> name(db);
        case 1, 2 -> define(db);
        case 3 ->
            db.merges()
                .merge(
                    replicas.anyBranch(db),
                    replicas.anyBranch(db),
                    MergeStrategy.AUTOMATIC,
                    new Words());
        case 4, 5 ->
            db.batch()
                .add(
                    EventBuilder.in(World.of("a://garden/" + random.nextInt(2)))
                        .type("ObjectMoved")
                        .json("{\"id\":\"oak\",\"x\":" + random.nextInt(9) + "}"))
                .on(replicas.anyBranch(db))
                .commit();
        default -> change(db);
      }
    }

    private void name(Ewig db) {
      String name = "b" + random.nextInt(3);
      List<BranchInfo> all = db.branches().list();
      if (all.stream().noneMatch(branch -> branch.name().equals(name))) {
        db.branches().create(name, replicas.anyBranch(db));
      } else if (random.nextInt(3) == 0) {
        db.branches().drop(name);
      }
    }

    private void define(Ewig db) {
      try (Transaction transaction = db.begin(replicas.anyBranch(db))) {
        View view = transaction.view();
        if (random.nextInt(3) == 0) {
          Table plants = view.catalog().find(PLANTS.id()).orElseThrow();
          transaction.alter(plants, new Alteration.SetDeletionsWin(!plants.deletionsWin()));
        } else if (random.nextInt(3) > 0) {
          Table plants = view.catalog().find(PLANTS.id()).orElseThrow();
          String name = plants.name().equals("plants") ? "herbs" : "plants";
          transaction.alter(plants, new Alteration.RenameTable("public", name));
        } else {
          Table pets = view.catalog().find(PETS.id()).orElseThrow();
          transaction.alter(
              pets,
              pets.foreignKeys().isEmpty()
                  ? new Alteration.AddForeignKey(PETS.foreignKeys().get(0))
                  : new Alteration.DropConstraint("pets_owner"));
        }
        transaction.commit();
      }
    }

    private void change(Ewig db) {
      try (Transaction transaction = db.begin(replicas.anyBranch(db))) {
        UUID id = any(List.of(PEOPLE.id(), PETS.id(), PLANTS.id()));
        Table table = transaction.view().catalog().find(id).orElseThrow();
        long key = random.nextInt(4);
        if (random.nextInt(5) == 0) {
          transaction.delete(table, List.of(key), replicas.anyPeriod());
        } else if (id.equals(PLANTS.id()) && random.nextBoolean()) {
          int column = 2 + random.nextInt(4);
          UnaryOperator<Row> change = row -> row.with(column, changed(column, row.get(column)));
          int unused = transaction.update(table, List.of(key), change, replicas.anyPeriod());
        } else {
          transaction.put(table, row(id, key), replicas.anyPeriod());
        }
        transaction.commit();
      }
    }

    private Row row(UUID table, long key) {
      String name = "m" + random.nextInt(4);
      long number = random.nextInt(4);
      if (table.equals(PEOPLE.id())) {
        return Row.of(key, name, number, null, null, number, number);
      }
      return table.equals(PETS.id())
          ? Row.of(key, name, "pet" + key, number)
          : Row.of(key, name, number, number, name, number);
    }

    private Object changed(int column, @Nullable Object now) {
      return column == NOTES
          ? random.nextInt(9) + String.valueOf(now)
          : (Object) random.nextLong(9);
    }

    /** Has twins take in what their parts have, whole and in the same order; and compares. */
    void compare(long seed) {
      twins.forEach(
          (part, twin) -> {
            long from = twin.head().size();
            while (twin.head().size() < part.head().size()) {
              Commit whole = written.get(part.events().commitOf(twin.head().size()).id());
              assertThat(twin.replica().adopt(List.of(whole)).isWhole()).isTrue();
            }
            Filter filter = part.replica().part().whole();
            assertThat(twin.replica().standing()).isEqualTo(part.replica().standing());
            assertThat(part.replica().root())
                .as("seed %s, %s", seed, filter)
                .isEqualTo(twin.replica().root(filter));
            compareAsOf(seed, part, twin, from);
          });
    }

    private void compareAsOf(long seed, Ewig part, Ewig twin, long from) {
      Filter filter = part.replica().part().whole();
      for (long size = from + 1; size <= part.head().size(); size++) {
        When then = new When.AfterEvent(size - 1);
        for (BranchInfo branch : part.branches().list()) {
          View here = part.view(branch.name(), then);
          if (here.isLineHere()) {
            assertThat(here.root())
                .as("seed %s, %s, %s as of %s", seed, filter, branch.name(), size)
                .isEqualTo(twin.view(branch.name(), then).root(List.of(filter)));
          }
        }
      }
    }

    void heal() {
      for (int round = 0; round < 4; round++) {
        Exchange.heal(replicas.all());
      }
    }

    @Override
    public void close() {
      replicas.close();
      twins.values().forEach(Ewig::close);
    }
  }

  @Test
  void aPartIsTheRestrictionOfTheWholeAtEveryMoment() {
    int seeds = Integer.getInteger("seeds", Tier.count(10, 20_000));
    long from = Long.getLong("seed", 0);
    for (long seed = from; seed < from + seeds; seed++) {
      converges(seed);
    }
  }

  private static void converges(long seed) {
    try (Town town = new Town(seed)) {
      for (int i = 0; i < 80; i++) {
        town.step();
        if (i % 10 == 0) {
          town.compare(seed);
        }
      }
      town.heal();
      town.compare(seed);
      Ewig first = town.replicas.first();
      List<Ewig> all = new ArrayList<>(town.replicas.all());
      for (Ewig each : all) {
        Filter filter = each.replica().part().whole();
        assertThat(each.replica().standing())
            .as("seed %s, %s", seed, filter)
            .isEqualTo(first.replica().standing());
        assertThat(each.replica().root())
            .as("seed %s, %s", seed, filter)
            .isEqualTo(first.replica().root(filter));
        if (seed % 10 == 0) {
          assertThat(each.verify(Progress.SILENT).findings()).isEmpty();
          assertThat(each.state().verify(Progress.SILENT).findings()).isEmpty();
        }
      }
    }
  }
}
