package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.NaiveHistory.Moment;
import io.ewig.engine.session.NaiveHistory.NaiveLine;
import io.ewig.engine.session.NaiveHistory.RowKey;
import io.ewig.engine.session.NaiveTransaction.Span;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Does random things to a database and to the oracle, and compares what comes of each. */
final class RandomHistory {

  private static final int OPEN_MAX = 4;
  private static final String[] AREAS = {"bed", "pot", "wall"};
  private static final String[] NAMES = {"aster", "fern", "moss", "rose", "tulip", "yew"};
  static final World[] WORLDS = {World.of("a://garden"), World.of("a://pond")};
  static final String[] OBJECTS = {"a", "b", "c", "d"};

  private final Randoms random;
  private final TestDatabase db;
  private final NaiveHistory oracle = new NaiveHistory();
  private final NaiveNames names = new NaiveNames(oracle);
  private final List<Running> running = new ArrayList<>();
  private final Map<ErrorCode, Integer> refusals = new TreeMap<>();
  private final RandomMerges merges;
  private int made;

  /** A transaction and what the oracle makes of it. */
  private static final class Running {
    private final Transaction real;
    private final NaiveTransaction naive;
    private @Nullable Savepoint savepoint;
    private int kept;

    Running(Transaction real, NaiveTransaction naive) {
      this.real = real;
      this.naive = naive;
    }
  }

  RandomHistory(Randoms random, TestDatabase db) {
    this.random = random;
    this.db = db;
    this.merges = new RandomMerges(random, db, oracle, names, refusals);
    Running first = begin("main");
    create(first, plants());
    create(first, notes());
    create(first, beds("beds"));
    commit(first);
  }

  /** What one of the transactions that are running sees, if there is any. */
  void transaction(BiConsumer<View, Moment> question) {
    if (!running.isEmpty()) {
      Running tx = running.get(random.below(running.size()));
      question.accept(tx.real.view(), tx.naive.moment());
    }
  }

  NaiveHistory oracle() {
    return oracle;
  }

  NaiveNames names() {
    return names;
  }

  Map<ErrorCode, Integer> refusals() {
    return refusals;
  }

  RandomMerges merges() {
    return merges;
  }

  private UUID newId() {
    return new UUID(random.longBelow(Long.MAX_VALUE), ++made);
  }

  private Table plants() {
    return new TableBuilder(newId(), "public", "plants")
        .notNull("area", Type.VARCHAR)
        .notNull("nr", Type.INTEGER)
        .column("name", Type.VARCHAR)
        .column("height", Type.INTEGER)
        .primaryKey("area", "nr")
        .unique("plants_name", "name")
        .index("plants_height", "height", "name")
        .build();
  }

  private Table notes() {
    return new TableBuilder(newId(), "public", "notes")
        .column("text", Type.VARCHAR)
        .column("weight", Type.INTEGER)
        .index("notes_weight", "weight")
        .build();
  }

  private Table beds(String name) {
    return new TableBuilder(newId(), "public", name)
        .notNull("id", Type.BIGINT)
        .column("name", Type.VARCHAR)
        .column("width", Type.INTEGER)
        .primaryKey("id")
        .build();
  }

  // ---- one step

  void step() {
    db.tick(random.below(4) * 10L);
    switch (random.below(25)) {
      case 0, 1 -> tell();
      case 2 -> branch();
      case 3, 4, 5 -> {
        if (running.size() < OPEN_MAX) {
          begin(random.of(names.living().toArray(String[]::new)));
        }
      }
      case 6, 7, 8 -> any(this::commit);
      case 9 -> any(this::savepoint);
      case 10 -> any(this::back);
      case 11 -> any(random.oneIn(2) ? this::alter : this::endStatement);
      case 12 -> any(this::endStatement);
      case 13 -> merges.merge(when());
      default -> any(this::write);
    }
  }

  private void any(Consumer<Running> what) {
    if (running.isEmpty()) {
      begin(random.of(names.living().toArray(String[]::new)));
    }
    what.accept(running.get(random.below(running.size())));
  }

  /** The database is about to be closed: what was not committed is gone. */
  void giveUp() {
    running.forEach(tx -> tx.real.close());
    running.clear();
  }

  private Running begin(String branch) {
    NaiveLine line = names.now(branch);
    long size = names.sizeAt(When.NOW);
    long now = Math.max(db.nanos(), db.log().appended().systemNanos());
    Running tx =
        new Running(db.begin(branch), new NaiveTransaction(oracle, branch, line, size, now));
    running.add(tx);
    return tx;
  }

  private void over(Running tx) {
    tx.real.close();
    running.remove(tx);
  }

  static @Nullable ErrorCode codeOf(Runnable what) {
    try {
      what.run();
      return null;
    } catch (EwigException e) {
      return e.code();
    }
  }

  private void same(@Nullable ErrorCode found, @Nullable ErrorCode expected, String what) {
    assertThat(found).as(what).isEqualTo(expected);
    if (found != null) {
      refusals.merge(found, 1, Integer::sum);
    }
  }

  private void commit(Running tx) {
    boolean isConsistent = tx.naive.isConsistent();
    ErrorCode due = isConsistent ? null : ErrorCode.DUPLICATE_KEY;
    if (due == null && !tx.naive.steps().isEmpty()) {
      due = tx.naive.refusal(names.now(tx.naive.branch()));
    }
    long size = names.sizeAt(When.NOW);
    List<Commit> made = new ArrayList<>();
    same(codeOf(() -> tx.real.commit().ifPresent(made::add)), due, "commit");
    if (due == null && !tx.naive.steps().isEmpty()) {
      Commit commit = made.get(0);
      assertThat(commit.firstSeq()).isEqualTo(size);
      assertThat(commit.events()).hasSize(tx.naive.steps().size());
      tx.naive.committed(size, commit.systemNanos());
    } else {
      assertThat(made).isEmpty();
    }
    over(tx);
  }

  private void endStatement(Running tx) {
    ErrorCode due = tx.naive.isConsistent() ? null : ErrorCode.DUPLICATE_KEY;
    same(codeOf(tx.real::endStatement), due, "end of statement");
    if (due != null) {
      back(tx);
    }
  }

  private void savepoint(Running tx) {
    if (!tx.naive.isConsistent()) {
      endStatement(tx);
      return;
    }
    tx.savepoint = tx.real.savepoint("here");
    tx.kept = tx.naive.steps().size();
  }

  private void back(Running tx) {
    if (tx.savepoint == null) {
      over(tx);
      return;
    }
    tx.real.rollbackTo(tx.savepoint);
    tx.naive.backTo(tx.kept);
  }

  // ---- rows

  private void write(Running tx) {
    List<Table> tables = oracle.tables(tx.naive.moment());
    if (tables.isEmpty() || random.oneIn(12)) {
      World world = random.of(WORLDS);
      NaiveTransaction.OfWorld said = said(world);
      tx.real.append(draft(said));
      tx.naive.steps().add(said);
      return;
    }
    Table table = tables.get(random.below(tables.size()));
    assertThat(tx.real.view().table(table.schema(), table.name())).isEqualTo(table);
    Span span = span(tx.naive.nanos());
    switch (random.below(10)) {
      case 0, 1, 2, 3 -> insert(tx, table, span);
      case 4 -> put(tx, table, span);
      case 5, 6, 7 -> update(tx, table, span);
      default -> delete(tx, table, span);
    }
  }

  private @Nullable Span span(long now) {
    if (random.oneIn(2)) {
      return null;
    }
    long from = random.oneIn(6) ? Long.MIN_VALUE : now + (random.below(30) - 15) * 10L;
    long to = random.oneIn(3) ? Version.OPEN : now + (random.below(30) - 5) * 10L;
    return from < to ? new Span(from, to) : null;
  }

  private static @Nullable ValidPeriod period(@Nullable Span span) {
    return span == null ? null : ValidPeriod.ofNanos(span.from(), span.to());
  }

  private @Nullable Object value(Table table, int position) {
    Type type = table.columns().get(position).type();
    if (table.columns().get(position).nullable() && random.oneIn(6)) {
      return null;
    }
    String column = table.columns().get(position).name();
    return switch (type.kind()) {
      case INTEGER -> random.below(6);
      case BIGINT -> (long) random.below(6);
      case UUID -> null;
      default -> column.equals("area") ? random.of(AREAS) : random.of(NAMES);
    };
  }

  private Row row(Table table) {
    Object[] values = new Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(table, i);
    }
    return Row.of(values);
  }

  private void insert(Running tx, Table table, @Nullable Span span) {
    Map<String, Object> values = new HashMap<>();
    Row row = row(table);
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) != null) {
        values.put(table.columns().get(i).name(), row.get(i));
      }
    }
    List<Row> inserted = new ArrayList<>();
    ErrorCode found = codeOf(() -> inserted.add(tx.real.insert(table, values, period(span))));
    Row whole = inserted.isEmpty() ? row : inserted.get(0);
    for (int i = 0; i < row.size(); i++) {
      Object filled =
          table.columns().get(i).byDefault() instanceof Default.Constant c ? c.value() : null;
      whole =
          row.get(i) == null && !table.columns().get(i).isHidden() ? whole.with(i, filled) : whole;
    }
    RowKey key = NaiveTransaction.keyOf(table, whole);
    same(found, tx.naive.insert(table, key, whole, span), "insert");
  }

  private void put(Running tx, Table table, @Nullable Span span) {
    if (table.hasHiddenKey()) {
      return;
    }
    Row row = row(table);
    tx.real.put(table, row, period(span));
    tx.naive.put(table, NaiveTransaction.keyOf(table, row), row, span);
  }

  private @Nullable RowKey key(Running tx, Table table) {
    List<RowKey> keys = oracle.rowKeys(tx.naive.moment(), table.id());
    return keys.isEmpty() ? null : keys.get(random.below(keys.size()));
  }

  private void update(Running tx, Table table, @Nullable Span span) {
    RowKey key = key(tx, table);
    if (key == null) {
      return;
    }
    int from =
        table.hasHiddenKey() ? 0 : random.oneIn(6) ? 0 : table.primaryKey().columnIds().size();
    int count = table.hasHiddenKey() ? 2 : table.columns().size();
    if (from >= count) {
      return;
    }
    int position = from + random.below(count - from);
    Object value = value(table, position);
    UnaryOperator<Row> change = row -> row.with(position, value);
    int pieces = tx.naive.pieces(key, span);
    List<Integer> changed = new ArrayList<>();
    ErrorCode found =
        codeOf(() -> changed.add(tx.real.update(table, key.key(), change, period(span))));
    same(found, tx.naive.update(table, key, change, span), "update");
    if (found == null) {
      assertThat(changed).containsExactly(pieces);
    }
  }

  private void delete(Running tx, Table table, @Nullable Span span) {
    RowKey key = key(tx, table);
    if (key != null) {
      boolean was = tx.real.delete(table, key.key(), period(span));
      assertThat(was).isEqualTo(tx.naive.delete(table, key, span));
    }
  }

  // ---- definitions

  private void create(Running tx, Table table) {
    tx.real.create(table);
    tx.naive.steps().add(new NaiveTransaction.OfTable(null, table));
  }

  private void alter(Running tx) {
    if (!tx.naive.isConsistent()) { // definitions change between statements
      endStatement(tx);
      return;
    }
    Moment moment = tx.naive.moment();
    List<Table> tables = oracle.tables(moment);
    if (tables.isEmpty() || random.oneIn(8)) {
      String name = "bed" + random.below(3);
      if (tables.stream().noneMatch(table -> table.name().equals(name))) {
        create(tx, beds(name));
      }
      return;
    }
    Table table = tables.get(random.below(tables.size()));
    if (table.name().startsWith("bed") && table.name().length() == 4 && random.oneIn(3)) {
      tx.real.drop(table);
      tx.naive.steps().add(new NaiveTransaction.OfTable(table, null));
      return;
    }
    Alteration alteration = alteration(table);
    if (alteration != null) {
      Table altered = tx.real.alter(table, alteration);
      assertThat(altered).isEqualTo(alteration.apply(table));
      tx.naive.steps().add(new NaiveTransaction.OfTable(table, altered));
    }
  }

  private @Nullable Alteration alteration(Table table) {
    String fresh = "c" + (++made);
    List<String> added =
        table.columns().stream().map(c -> c.name()).filter(n -> n.matches("c\\d+")).toList();
    String column = added.isEmpty() ? null : added.get(random.below(added.size()));
    boolean isIndexed =
        column != null
            && table.keys().stream()
                .anyMatch(key -> key.columnIds().contains(table.column(column).id()));
    switch (random.below(7)) {
      case 0:
        return column == null || isIndexed ? null : new Alteration.DropColumn(column);
      case 1:
        return column == null ? null : new Alteration.RenameColumn(column, fresh);
      case 2:
        return widened(table);
      case 3:
        List<String> dropped =
            table.keys().stream().map(Index::name).filter(n -> n.startsWith("i_")).toList();
        return dropped.isEmpty() ? null : new Alteration.DropConstraint(dropped.get(0));
      case 4:
        String indexed = column != null ? column : table.columns().get(1).name();
        return new Alteration.AddKey("i_" + fresh, List.of(indexed), Index.Role.INDEX);
      default:
        Object missing = random.oneIn(2) ? random.below(6) : null;
        Default byDefault = missing == null ? Default.none() : new Default.Constant(missing);
        return new Alteration.AddColumn(
            fresh, Type.INTEGER, true, byDefault, missing, true, MergeLaw.LWW, "");
    }
  }

  private static @Nullable Alteration widened(Table table) {
    for (String name : List.of("height", "weight", "width")) {
      if (table.positionOf(name) >= 0 && table.column(name).type().equals(Type.INTEGER)) {
        return new Alteration.SetType(name, Type.BIGINT);
      }
    }
    return null;
  }

  // ---- worlds

  private NaiveTransaction.OfWorld said(World world) {
    String type =
        random.of(
            "ObjectCreated", "StateChanged", "StateChanged", "ObjectMoved", "ObjectDestroyed");
    type = random.oneIn(25) ? "WorldDestroyed" : type;
    Map<String, Integer> said = new TreeMap<>();
    if (!type.endsWith("Destroyed")) {
      for (int i = random.below(3); i >= 0; i--) {
        said.put(random.of("x", "y", "z"), random.oneIn(4) ? null : random.below(100));
      }
    }
    return new NaiveTransaction.OfWorld(world, type, random.of(OBJECTS), said);
  }

  private static EventDraft draft(NaiveTransaction.OfWorld said) {
    Map<String, Integer> members = new TreeMap<>(said.said());
    String text = NaiveHistory.json(members);
    String id = "\"id\":\"" + said.id() + "\"" + (members.isEmpty() ? "" : ",");
    byte[] payload = ("{" + id + text.substring(1)).getBytes(StandardCharsets.UTF_8);
    return new EventDraft(said.world(), EventType.of(said.type()), null, payload);
  }

  private void tell() {
    String branch = random.of(names.living().toArray(String[]::new));
    Appending appending = db.append(branch);
    NaiveTransaction naive = new NaiveTransaction(oracle, branch, names.now(branch), 0, db.nanos());
    for (int i = random.below(3); i >= 0; i--) {
      NaiveTransaction.OfWorld said = said(random.of(WORLDS));
      appending.add(draft(said));
      naive.steps().add(said);
    }
    Commit commit = appending.commit();
    naive.committed(commit.firstSeq(), commit.systemNanos());
  }

  // ---- branches

  When when() {
    if (!names.tags().isEmpty() && random.oneIn(8)) {
      return new When.AtTag(random.of(names.tags().keySet().toArray(String[]::new)));
    }
    long size = names.sizeAt(When.NOW);
    switch (random.below(4)) {
      case 0:
        return When.NOW;
      case 1:
        return new When.AfterEvent(random.longBelow(size));
      default:
        int commit = random.below(oracle.commits().size());
        long nanos = oracle.commits().get(commit).nanos() + random.below(3) - 1;
        return new When.At(SystemNanos.toInstant(nanos));
    }
  }

  private void branch() {
    Branches branches = db.branches();
    String from = random.of(names.living().toArray(String[]::new));
    List<String> dropped = names.dropped();
    long seq = names.sizeAt(When.NOW);
    switch (random.below(8)) {
      case 0, 1, 2, 3 -> {
        String name = "b" + random.below(6);
        When when = random.oneIn(2) ? When.NOW : when();
        NaiveLine line = names.fork(names.moment(from, when));
        ErrorCode due = names.now(name) == null ? null : ErrorCode.DUPLICATE_BRANCH;
        same(codeOf(() -> branches.create(name, from, when, null)), due, "branch");
        if (due == null) {
          named(seq, name, line);
        }
      }
      case 4 -> {
        String name = "t" + random.below(5);
        When when = when();
        Moment at = names.moment(from, when);
        ErrorCode due =
            names.tags().containsKey(name)
                ? ErrorCode.DUPLICATE_OBJECT
                : isEmpty(at) ? ErrorCode.INVALID_ARGUMENT : null;
        same(codeOf(() -> branches.tag(name, from, when, "")), due, "tag");
        if (due == null) {
          happened(seq);
          names.tag(name, at);
        }
      }
      case 5 -> {
        When when = when();
        String to = random.of(names.living().toArray(String[]::new));
        Moment at = names.moment(to, when);
        ErrorCode due = isEmpty(at) ? ErrorCode.INVALID_ARGUMENT : null;
        same(codeOf(() -> branches.reset(from, to, when)), due, "reset");
        if (due == null) {
          named(seq, from, names.fork(at));
        }
      }
      case 6 -> {
        ErrorCode due = from.equals("main") ? ErrorCode.INVALID_ARGUMENT : null;
        same(codeOf(() -> branches.drop(from)), due, "drop");
        if (due == null) {
          named(seq, from, null);
        }
      }
      default -> {
        if (!dropped.isEmpty()) {
          String name = dropped.get(random.below(dropped.size()));
          branches.restore(name);
          named(seq, name, names.last(name));
        } else if (!from.equals("main")) {
          String to = "b" + random.below(6);
          ErrorCode due = names.now(to) == null ? null : ErrorCode.DUPLICATE_BRANCH;
          same(codeOf(() -> branches.rename(from, to)), due, "rename");
          if (due == null) {
            NaiveLine line = names.now(from);
            named(seq, from, null);
            names.point(seq, to, line);
          }
        }
      }
    }
  }

  private boolean isEmpty(Moment at) {
    return oracle.commits().stream()
        .noneMatch(c -> c.line() != null && NaiveHistory.sees(at, c.line(), c.seq()));
  }

  private void happened(long seq) {
    names.happened(seq, db.log().commitOf(seq).systemNanos());
  }

  private void named(long seq, String name, @Nullable NaiveLine line) {
    happened(seq);
    names.point(seq, name, line);
  }
}
