package io.ewig.engine.session;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes of rows that have rules, and of the rules, from a seed; few values, so that they meet.
 */
final class RuledGarden {

  static final int INSTANTS = 8;

  private static final int KEYS = 5;

  /** Far in the future, so that what holds from now on meets what has a period. */
  private static final long START_SECOND = 4_000_000_000L;

  private final Ewig db;
  private final Randoms random;
  private final Map<ErrorCode, Integer> refusals = new TreeMap<>();
  private int made;

  RuledGarden(Ewig db, Randoms random) {
    this.db = db;
    this.random = random;
  }

  static Instant instant(int second) {
    return Instant.ofEpochSecond(START_SECOND + second);
  }

  /** What was not done as rules forbid it. */
  Map<ErrorCode, Integer> refusals() {
    return refusals;
  }

  void create() {
    commit("main", tx -> plants(tx, beds(tx)));
  }

  private Table beds(Transaction tx) {
    return tx.create(
        new TableBuilder(id(), "public", "beds")
            .notNull("id", Type.INTEGER)
            .column("code", Type.VARCHAR)
            .column("size", Type.INTEGER)
            .mergeLaw("size", MergeLaw.FAIL)
            .unique("code", "code")
            .primaryKey("id")
            .build());
  }

  private void plants(Transaction tx, Table beds) {
    TableBuilder plants =
        new TableBuilder(id(), "public", "plants")
            .notNull("id", Type.INTEGER)
            .column("name", Type.VARCHAR)
            .column("bed", Type.INTEGER)
            .column("petals", Type.INTEGER)
            .mergeLaw("name", MergeLaw.FAIL)
            .mergeLaw("petals", MergeLaw.COUNTER)
            .index("petals", "petals", "name")
            .primaryKey("id");
    ReferentialAction action = action();
    tx.create(
        plants.foreignKey("bed", List.of("bed"), beds, List.of("id"), action, action).build());
  }

  private ReferentialAction action() {
    return random.of(
        ReferentialAction.NO_ACTION, ReferentialAction.CASCADE, ReferentialAction.SET_NULL);
  }

  private UUID id() {
    return new UUID(random.seed(), ++made);
  }

  private Optional<Commit> commit(String branch, Consumer<Transaction> changes) {
    try (Transaction tx = db.begin(branch)) {
      changes.accept(tx);
      return tx.commit();
    } catch (UserException refused) {
      refusals.merge(refused.code(), 1, Integer::sum);
      return Optional.empty();
    }
  }

  private @Nullable Table table(Transaction tx) {
    List<Table> tables = new ArrayList<>(tx.view().tables());
    tables.sort(Comparator.comparing(Table::toString));
    return tables.isEmpty() ? null : tables.get(random.below(tables.size()));
  }

  void change(String branch) {
    commit(
        branch,
        tx -> {
          for (int i = random.below(3); i >= 0; i--) {
            changeRow(tx);
          }
        });
  }

  private void changeRow(Transaction tx) {
    Table table = table(tx);
    if (table == null) {
      return;
    }
    List<Integer> key = List.of(random.below(KEYS));
    ValidPeriod valid = period();
    int what = random.below(7);
    int column = random.below(table.columns().size());
    Object value = value(table.columns().get(column));
    if (what == 0) {
      tx.delete(table, key, valid);
    } else if (what < 4) {
      tx.update(table, key, row -> row.with(column, value), valid);
    } else {
      tx.put(table, Row.of(table.columns().stream().map(this::value).toArray()), valid);
    }
  }

  private @Nullable ValidPeriod period() {
    int from = random.below(INSTANTS);
    int to = from + 1 + random.below(INSTANTS - from);
    return random.oneIn(3)
        ? null
        : new ValidPeriod(
            random.oneIn(3) ? ValidPeriod.OPEN_START : instant(from),
            random.oneIn(3) ? ValidPeriod.OPEN_END : instant(to));
  }

  private @Nullable Object value(Column column) {
    if (column.nullable() && random.oneIn(3)) {
      return null;
    }
    Type type = column.type();
    return type.kind() == Kind.VARCHAR
        ? "v" + random.below(4)
        : type.accept(random.below(column.name().equals("id") ? KEYS : 4));
  }

  /** Defines something otherwise; mostly with a change of rows in the same commit. */
  Optional<Commit> alter(String branch) {
    return commit(
        branch,
        tx -> {
          Table table = table(tx);
          if (table == null) {
            plants(tx, beds(tx));
          } else {
            alter(tx, table, table.columns().get(random.below(table.columns().size())));
          }
          if (random.oneIn(2)) {
            changeRow(tx);
          }
        });
  }

  private void alter(Transaction tx, Table table, Column column) {
    String name = "n" + (random.oneIn(2) ? random.below(3) : ++made + 10);
    List<String> columns = List.of(column.name());
    switch (random.below(12)) {
      case 0, 1 -> tx.alter(table, adding(name));
      case 2, 3 -> tx.alter(table, new Alteration.DropColumn(column.name()));
      case 4 -> tx.alter(table, new Alteration.RenameColumn(column.name(), name));
      case 5 -> tx.alter(table, new Alteration.SetType(column.name(), Type.BIGINT));
      case 6 -> tx.alter(table, new Alteration.AddKey(name, columns, Index.Role.UNIQUE_CONSTRAINT));
      case 7 -> tx.alter(table, new Alteration.AddKey(name, columns, Index.Role.INDEX));
      case 8 -> tx.alter(table, new Alteration.AddCheck(new Check(name, column.name() + " < 3")));
      case 9 -> tx.alter(table, new Alteration.SetNullable(column.name(), !column.nullable()));
      case 10 -> tx.alter(table, new Alteration.AddForeignKey(toAny(tx, name, column)));
      default -> tx.drop(table);
    }
  }

  private Alteration adding(String name) {
    Object missing = random.oneIn(2) ? null : random.below(3);
    Default byDefault = missing == null ? Default.none() : new Default.Constant(missing);
    MergeLaw law = random.of(MergeLaw.LWW, MergeLaw.FAIL, MergeLaw.MAX, MergeLaw.OURS);
    return new Alteration.AddColumn(name, Type.INTEGER, true, byDefault, missing, true, law, "");
  }

  private ForeignKey toAny(Transaction tx, String name, Column column) {
    Table parent = table(tx);
    List<Integer> key = parent.primaryKey().columnIds();
    return new ForeignKey(name, List.of(column.id()), parent.id(), key, action(), action());
  }
}
