package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.TimedRow;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules across rows that replicas wrote apart: the same rows are there and the same are held
 * everywhere, and they are those that brute force says.
 */
class RulesConvergenceTest {

  static final Table PEOPLE =
      new TableBuilder(new UUID(1, 1), "public", "people")
          .notNull("id", Type.BIGINT)
          .column("mail", Type.VARCHAR)
          .column("code", Type.BIGINT)
          .column("boss", Type.BIGINT)
          .column("low", Type.BIGINT)
          .column("high", Type.BIGINT)
          .column("badge", Type.BIGINT)
          .mergeLaw("badge", MergeLaw.FAIL)
          .primaryKey("id")
          .unique("people_mail", "mail")
          .unique("people_code", "code")
          .check("people_range", "low <= high")
          .selfReference(
              "people_boss",
              List.of("boss"),
              List.of("id"),
              ReferentialAction.SET_NULL,
              ReferentialAction.NO_ACTION)
          .build();

  static final Table PETS =
      new TableBuilder(new UUID(1, 2), "public", "pets")
          .notNull("id", Type.BIGINT)
          .column("owner", Type.VARCHAR)
          .column("name", Type.VARCHAR)
          .column("chip", Type.BIGINT)
          .mergeLaw("chip", MergeLaw.FAIL)
          .primaryKey("id")
          .unique("pets_name", "name")
          .foreignKey(
              "pets_owner",
              List.of("owner"),
              PEOPLE,
              List.of("mail"),
              ReferentialAction.CASCADE,
              ReferentialAction.CASCADE)
          .build();

  static final List<NaiveRules.Rule> RULES =
      List.of(
          new NaiveRules.Rule(
              PEOPLE,
              List.of(new int[] {1}, new int[] {2}),
              List.of(new NaiveRules.Parent(3, PEOPLE.id(), 0)),
              row ->
                  row.get(4) == null
                      || row.get(5) == null
                      || (Long) row.get(4) <= (Long) row.get(5),
              6),
          new NaiveRules.Rule(
              PETS,
              List.of(new int[] {2}),
              List.of(new NaiveRules.Parent(1, PEOPLE.id(), 1)),
              row -> true,
              3));

  private static final int PEOPLE_MAX = 5;
  private static final int PETS_MAX = 3;

  /** What one seed's replicas do. */
  private static final class Town {

    private final Random random;
    private final Replicas replicas;
    private final boolean isRestless;
    private final Map<String, VersionVector> seen = new HashMap<>();

    /**
     * @param isRestless whether tables are defined otherwise meanwhile, and branches made
     */
    Town(Random random, Replicas replicas, boolean isRestless) {
      this.random = random;
      this.replicas = replicas;
      this.isRestless = isRestless;
    }

    void step() {
      if (random.nextInt(4) == 0) {
        replicas.gossip();
      } else {
        write(replicas.any());
      }
    }

    private void write(Ewig db) {
      VersionVector before = db.replica().version();
      if (isRestless && random.nextInt(8) == 0) {
        branch(db);
      }
      try (Transaction transaction = db.begin(anyBranch(db))) {
        if (isRestless && random.nextInt(10) == 0) {
          define(transaction);
        }
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
          change(transaction);
        }
        transaction.commit();
      } catch (UserException refused) {
        return; // a rule that is broken here
      }
      long seq = before.get(db.replica().self()) + 1;
      seen.put(db.replica().self() + "/" + seq, before);
    }

    private void branch(Ewig db) {
      String name = "b" + random.nextInt(3);
      if (db.branches().list().stream().noneMatch(branch -> branch.name().equals(name))) {
        db.branches().create(name, anyBranch(db));
      }
    }

    private String anyBranch(Ewig db) {
      return isRestless ? replicas.anyBranch(db) : "main";
    }

    /** Rules come and go. */
    private void define(Transaction transaction) {
      Table people = transaction.view().table("public", "people");
      Table pets = transaction.view().table("public", "pets");
      switch (random.nextInt(5)) {
        case 0 -> toggle(transaction, people, "people_code", unique("people_code", "code"));
        case 1 -> toggle(transaction, people, "people_badge", unique("people_badge", "badge"));
        case 2 ->
            toggle(
                transaction,
                people,
                "people_badges",
                new Alteration.AddCheck(new Check("people_badges", "badge < 7")));
        case 3 -> toggle(transaction, pets, "pets_name", unique("pets_name", "name"));
        default ->
            toggle(
                transaction,
                pets,
                "pets_owner",
                new Alteration.AddForeignKey(PETS.foreignKeys().get(0)));
      }
    }

    private static Alteration unique(String name, String column) {
      return new Alteration.AddKey(name, List.of(column), Index.Role.UNIQUE_CONSTRAINT);
    }

    private static void toggle(Transaction transaction, Table table, String name, Alteration add) {
      boolean isThere =
          table.keys().stream().anyMatch(key -> key.name().equals(name))
              || table.checks().stream().anyMatch(check -> check.name().equals(name))
              || table.foreignKeys().stream().anyMatch(key -> key.name().equals(name));
      transaction.alter(table, isThere ? new Alteration.DropConstraint(name) : add);
    }

    private void change(Transaction transaction) {
      boolean isPerson = random.nextInt(3) > 0;
      Table table = transaction.view().table("public", isPerson ? "people" : "pets");
      long id = random.nextInt(isPerson ? PEOPLE_MAX : PETS_MAX);
      ValidPeriod valid = replicas.anyPeriod();
      int kind = random.nextInt(10);
      if (kind == 0) {
        transaction.delete(table, List.of(id), valid);
      } else if (kind == 1) {
        transaction.put(table, isPerson ? person(id) : pet(id), valid);
      } else {
        int updated = transaction.update(table, List.of(id), row -> changed(table, row), valid);
        if (updated == 0) {
          transaction.put(table, isPerson ? person(id) : pet(id), valid);
        }
      }
    }

    private Row person(long id) {
      return Row.of(id, mail(), number(5), number(PEOPLE_MAX), null, number(9), number(9));
    }

    private Row pet(long id) {
      String name = number(3) == null ? null : "pet" + random.nextInt(4);
      return Row.of(id, mail(), name, number(9));
    }

    private Row changed(Table table, Row row) {
      Row other =
          table.id().equals(PEOPLE.id()) ? person((Long) row.get(0)) : pet((Long) row.get(0));
      boolean isPerson = table.id().equals(PEOPLE.id());
      boolean isRange = isPerson && random.nextBoolean();
      int position = isRange ? 4 + random.nextInt(2) : 1 + random.nextInt(row.size() - 1);
      Object value = position == 4 ? number(9) : other.get(position);
      return row.with(position, value);
    }

    private @Nullable String mail() {
      return random.nextInt(6) == 0 ? null : "m" + random.nextInt(5);
    }

    private @Nullable Long number(int below) {
      return random.nextInt(4) == 0 ? null : (long) random.nextInt(below);
    }
  }

  /** What is there at an instant, and what is held. */
  private static List<String> at(Ewig db, long nanos) {
    List<String> told = new ArrayList<>();
    View view = db.view();
    for (Table table : List.of(PEOPLE, PETS)) {
      for (long id = 0; id < PEOPLE_MAX; id++) {
        for (TimedRow row : view.timeline(table, id)) {
          if (holds(row.valid(), nanos)) {
            told.add(row.row().toString());
          }
        }
      }
    }
    for (MergeConflict held : db.disputes().ever("main")) {
      if (holds(held.valid(), nanos)) {
        told.add(reason(held) + held.theirs());
      }
    }
    told.sort(null);
    return told;
  }

  private static String timelines(Ewig db) {
    StringBuilder text = new StringBuilder();
    for (BranchInfo branch : db.branches().list()) {
      View view = db.view(branch.name(), When.NOW);
      for (Table table : List.of(PEOPLE, PETS)) {
        Table now = view.table("public", table.name());
        text.append(branch.name()).append(now.keys()).append(now.checks()).append('\n');
        for (long id = 0; id < PEOPLE_MAX; id++) {
          view.timeline(now, id).forEach(row -> text.append(row).append('\n'));
        }
      }
      db.disputes().ever(branch.name()).forEach(one -> text.append(one).append('\n'));
    }
    return text.toString();
  }

  private static String reason(MergeConflict held) {
    if (held.kind() != MergeConflict.Kind.CONSTRAINT) {
      return held.kind() == MergeConflict.Kind.CELL ? "cell " : "row ";
    } else if (held.what().contains("allows one")) {
      return "unique ";
    } else if (held.what().contains("by both together")) {
      return "late ";
    }
    return held.what().contains("refers by") ? "parent " : "check ";
  }

  private static boolean holds(@Nullable ValidPeriod valid, long nanos) {
    return valid != null
        && SystemNanos.of(valid.from()) <= nanos
        && nanos < SystemNanos.of(valid.to());
  }

  @Test
  void theSameRowsAreHeldEverywhereAndTheyAreThoseThatBruteForceSays() {
    int seeds = Integer.getInteger("seeds", 40);
    long from = Long.getLong("seed", 0);
    for (long seed = from; seed < from + seeds; seed++) {
      converges(seed);
    }
  }

  private static void converges(long seed) {
    Random random = new Random(seed);
    try (Replicas replicas = new Replicas(seed, random, List.of(PEOPLE, PETS))) {
      Town town = new Town(random, replicas, false);
      for (int i = 0; i < 40; i++) {
        town.step();
        if (i % 8 == 0) {
          replicas.remember();
        }
      }
      replicas.heal();
      Ewig first = replicas.first();
      List<Commit> commits = Exchange.commits(first.replica().since(VersionVector.EMPTY));
      NaiveRules naive = new NaiveRules(RULES, town.seen, commits);
      for (long cut : naive.cuts()) {
        assertThat(at(first, cut)).as("seed %s at %s", seed, cut).isEqualTo(naive.at(cut));
      }
      for (Ewig each : replicas.all()) {
        assertThat(each.disputes().ever("main"))
            .as("seed %s", seed)
            .isEqualTo(first.disputes().ever("main"));
        assertThat(timelines(each)).as("seed %s", seed).isEqualTo(timelines(first));
        assertThat(each.replica().root()).as("seed %s", seed).isEqualTo(first.replica().root());
      }
      replicas.assertDerived();
      replicas.assertPastIsAsItWas();
    }
  }

  @Test
  void rulesAndBranchesThatComeAndGoChangeNothingAboutThat() {
    int seeds = Integer.getInteger("seeds", 40);
    long from = Long.getLong("seed", 0);
    for (long seed = from; seed < from + seeds; seed++) {
      convergesRestlessly(seed);
    }
  }

  /** Every other time deletions win. */
  private static Table like(Table table, long seed) {
    return seed % 2 == 0 ? table : new Alteration.SetDeletionsWin(true).apply(table);
  }

  private static void convergesRestlessly(long seed) {
    Random random = new Random(seed);
    try (Replicas replicas =
        new Replicas(seed, random, List.of(like(PEOPLE, seed), like(PETS, seed)))) {
      Town town = new Town(random, replicas, true);
      for (int i = 0; i < 50; i++) {
        town.step();
      }
      replicas.heal();
      Ewig first = replicas.first();
      for (Ewig each : replicas.all()) {
        assertThat(timelines(each)).as("seed %s", seed).isEqualTo(timelines(first));
        assertThat(each.state().roots()).as("seed %s", seed).isEqualTo(first.state().roots());
      }
      replicas.assertDerived();
    }
  }
}
