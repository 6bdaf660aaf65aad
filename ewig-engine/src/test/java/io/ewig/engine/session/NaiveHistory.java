package io.ewig.engine.session;

import io.ewig.engine.event.World;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: all that was ever recorded in lists, and every question answered by looking at all of
 * it. Knows nothing of keys as bytes, indexes, runs, or lineages.
 */
final class NaiveHistory {

  static final long OPEN = Long.MAX_VALUE;

  /** Commits one after the other; starts with what its parent held before a seq. */
  record NaiveLine(int number, @Nullable NaiveLine parent, long limit) {}

  /**
   * @param second what else it follows, for merges
   */
  record NaiveCommit(NaiveLine line, long seq, long end, long nanos, @Nullable Long second) {}

  record RowKey(UUID table, List<Object> key) {}

  /** A row as it was written: values by the ids of columns, and how many ids there were. */
  record Written(int ids, Map<Integer, Object> values) {

    static Written of(Table table, Row row) {
      Map<Integer, Object> values = new HashMap<>();
      int ids = 0;
      for (int i = 0; i < row.size(); i++) {
        Column column = table.columns().get(i);
        Object value = row.get(i);
        if (value != null) {
          values.put(column.id(), value instanceof Integer number ? number.longValue() : value);
        }
        ids = column.id() + 1;
      }
      return new Written(ids, values);
    }

    Row as(Table table) {
      Object[] all = new Object[table.columns().size()];
      for (int i = 0; i < all.length; i++) {
        Column column = table.columns().get(i);
        Object value = column.id() < ids ? values.get(column.id()) : column.whenMissing();
        boolean isNarrow = value instanceof Long && column.type().equals(Type.INTEGER);
        all[i] = isNarrow ? (Object) ((Long) value).intValue() : value;
      }
      return Row.of(all);
    }
  }

  /**
   * @param line null if it is a transaction's own, not yet committed
   * @param value null: nothing is there
   */
  record Fact(
      @Nullable NaiveLine line,
      long seq,
      long nanos,
      long from,
      long to,
      Object key,
      @Nullable Object value) {

    boolean covers(long valid) {
      return from <= valid && (valid < to || to == OPEN);
    }
  }

  record Piece(long from, long to, Object value) {}

  /** An event of a world, as the reducer sees it. */
  record Told(
      NaiveLine line, long seq, World world, String type, String id, Map<String, Integer> said) {}

  /** What a reader stands on. */
  record Moment(NaiveLine line, long size, List<Fact> own) {
    Moment(NaiveLine line, long size) {
      this(line, size, List.of());
    }
  }

  private final Map<Object, List<Fact>> facts = new LinkedHashMap<>();
  private final List<Told> told = new ArrayList<>();
  private final List<NaiveCommit> commits = new ArrayList<>();
  private final List<WorldMention> mentions = new ArrayList<>();

  private record WorldMention(NaiveLine line, long seq, World world) {}

  // ---- what is recorded

  void add(Fact fact) {
    facts.computeIfAbsent(fact.key, key -> new ArrayList<>()).add(fact);
  }

  void mention(NaiveLine line, long seq, World world) {
    mentions.add(new WorldMention(line, seq, world));
  }

  void tell(Told event) {
    told.add(event);
  }

  void add(NaiveCommit commit) {
    commits.add(commit);
  }

  List<NaiveCommit> commits() {
    return commits;
  }

  // ---- what is seen

  static boolean sees(Moment at, NaiveLine line, long seq) {
    long limit = at.size;
    for (NaiveLine of = at.line; of != null; of = of.parent) {
      if (of.number == line.number) {
        return seq < limit;
      }
      limit = Math.min(limit, of.limit);
    }
    return false;
  }

  /** Newest first. */
  List<Fact> history(Moment at, Object key) {
    List<Fact> seen = new ArrayList<>();
    for (Fact fact : facts.getOrDefault(key, List.of())) {
      if (sees(at, fact.line, fact.seq)) {
        seen.add(fact);
      }
    }
    for (Fact fact : at.own) {
      if (fact.key.equals(key)) {
        seen.add(fact);
      }
    }
    Collections.reverse(seen);
    return seen;
  }

  @Nullable Fact find(Moment at, Object key, long valid) {
    for (Fact fact : history(at, key)) {
      if (fact.covers(valid)) {
        return fact.value == null ? null : fact;
      }
    }
    return null;
  }

  /** Asks at every instant where anything may change; joins neighbours that are the same. */
  List<Piece> pieces(Moment at, Object key, long from, long to) {
    List<Fact> all = history(at, key);
    TreeSet<Long> instants = new TreeSet<>(List.of(from));
    for (Fact fact : all) {
      instants.add(fact.from);
      instants.add(fact.to);
    }
    List<Piece> found = new ArrayList<>();
    for (long instant : instants.subSet(from, to)) {
      Object value = null;
      for (Fact fact : all) {
        if (fact.covers(instant)) {
          value = fact.value;
          break;
        }
      }
      if (value == null) {
        continue;
      }
      Long next = instants.higher(instant);
      long end = next == null ? to : Math.min(next, to);
      int last = found.size() - 1;
      if (last >= 0 && found.get(last).to == instant && found.get(last).value.equals(value)) {
        found.set(last, new Piece(found.get(last).from, end, value));
      } else {
        found.add(new Piece(instant, end, value));
      }
    }
    return found;
  }

  /** A part of a fact that was overwritten at once, if ever. */
  record Rectangle(Fact fact, long from, long to, long systemTo) {}

  /** Cuts all facts at every instant where anything may change; newest first. */
  List<Rectangle> rectangles(Moment at, Object key) {
    List<Fact> all = history(at, key);
    TreeSet<Long> instants = new TreeSet<>(List.of(Long.MIN_VALUE, OPEN));
    for (Fact fact : all) {
      instants.add(fact.from);
      instants.add(fact.to);
    }
    List<Rectangle> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Fact fact = all.get(i);
      int first = found.size();
      for (long instant : instants.subSet(fact.from, fact.to)) {
        long end = Math.min(fact.to, instants.higher(instant));
        long systemTo = OPEN;
        for (Fact later : all.subList(0, i)) {
          systemTo = later.covers(instant) ? later.nanos : systemTo; // the last one is the oldest
        }
        int last = found.size() - 1;
        if (last >= first && found.get(last).systemTo == systemTo) {
          found.set(last, new Rectangle(fact, found.get(last).from, end, systemTo));
        } else {
          found.add(new Rectangle(fact, instant, end, systemTo));
        }
      }
    }
    found.removeIf(part -> part.fact.value == null || part.fact.nanos >= part.systemTo);
    return found;
  }

  /** For how long a fact is as it is around an instant. */
  Piece around(Moment at, Fact fact, long valid) {
    for (Rectangle part : rectangles(at, fact.key)) {
      boolean covers = part.from <= valid && (valid < part.to || part.to == OPEN);
      if (part.fact == fact && part.systemTo == OPEN && covers) {
        return new Piece(part.from, part.to, fact.value);
      }
    }
    throw new AssertionError(fact + " does not hold at " + valid);
  }

  /** When a fact ceased to count at an instant, or {@link #OPEN}. */
  long systemTo(Moment horizon, Fact fact, long valid) {
    long found = OPEN;
    for (Fact later : history(horizon, fact.key)) {
      if (later.seq > fact.seq && later.covers(valid)) {
        found = later.nanos; // the last one is the oldest
      }
    }
    return found;
  }

  List<Table> tables(Moment at) {
    List<Table> found = new ArrayList<>();
    for (Object key : keys(at)) {
      if (key instanceof UUID) {
        Fact fact = find(at, key, OPEN);
        if (fact != null) {
          found.add((Table) fact.value);
        }
      }
    }
    found.sort(Comparator.comparing(Table::toString));
    return found;
  }

  @Nullable Table table(Moment at, UUID id) {
    Fact fact = find(at, id, OPEN);
    return fact == null ? null : (Table) fact.value;
  }

  private List<Object> keys(Moment at) {
    List<Object> keys = new ArrayList<>(facts.keySet());
    for (Fact fact : at.own) {
      if (!facts.containsKey(fact.key) && !keys.contains(fact.key)) {
        keys.add(fact.key);
      }
    }
    return keys;
  }

  List<RowKey> rowKeys(Moment at, UUID table) {
    List<RowKey> found = new ArrayList<>();
    for (Object key : keys(at)) {
      if (key instanceof RowKey row && row.table.equals(table)) {
        found.add(row);
      }
    }
    return found;
  }

  /** Rows in the order of some columns. */
  List<Fact> rows(Moment at, Table table, long valid, List<Integer> order) {
    List<Fact> found = new ArrayList<>();
    for (RowKey key : rowKeys(at, table.id())) {
      Fact fact = find(at, key, valid);
      if (fact != null) {
        found.add(fact);
      }
    }
    found.sort(
        (a, b) ->
            compare(table, order, ((Written) a.value).as(table), ((Written) b.value).as(table)));
    return found;
  }

  private static int compare(Table table, List<Integer> order, Row a, Row b) {
    for (int id : order) {
      int position = table.positionOfId(id);
      Type type = table.columns().get(position).type();
      int sign = type.compareNullsFirst(a.get(position), b.get(position));
      if (sign != 0) {
        return sign;
      }
    }
    return 0;
  }

  /** Whether two rows agree at some time in what must be unique. */
  boolean isUniqueBroken(Moment at, Table table) {
    List<Index> unique = table.keys().stream().filter(k -> k.id() != 0 && k.isUnique()).toList();
    if (unique.isEmpty()) {
      return false;
    }
    List<Piece> all = new ArrayList<>();
    List<RowKey> owners = new ArrayList<>();
    for (RowKey key : rowKeys(at, table.id())) {
      for (Piece piece : pieces(at, key, Long.MIN_VALUE, OPEN)) {
        all.add(piece);
        owners.add(key);
      }
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean overlaps = all.get(i).from < all.get(j).to && all.get(j).from < all.get(i).to;
        if (overlaps && !owners.get(i).equals(owners.get(j))) {
          Row a = ((Written) all.get(i).value).as(table);
          Row b = ((Written) all.get(j).value).as(table);
          if (unique.stream().anyMatch(index -> agree(table, index, a, b))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean agree(Table table, Index index, Row a, Row b) {
    for (int id : index.columnIds()) {
      Object value = a.get(table.positionOfId(id));
      if (value == null || !value.equals(b.get(table.positionOfId(id)))) {
        return false;
      }
    }
    return true;
  }

  List<World> worlds(Moment at) {
    TreeMap<String, World> found = new TreeMap<>();
    for (WorldMention mention : mentions) {
      if (sees(at, mention.line, mention.seq)) {
        found.put(mention.world.uri(), mention.world);
      }
    }
    return List.copyOf(found.values());
  }

  /** A world's objects as canonical JSON. */
  TreeMap<String, String> objects(Moment at, World world) {
    TreeMap<String, TreeMap<String, Integer>> objects = new TreeMap<>();
    for (Told event : told) {
      if (event.world.equals(world) && sees(at, event.line, event.seq)) {
        tell(objects, event);
      }
    }
    TreeMap<String, String> texts = new TreeMap<>();
    objects.forEach((id, members) -> texts.put(id, json(members)));
    return texts;
  }

  private static void tell(TreeMap<String, TreeMap<String, Integer>> objects, Told event) {
    switch (event.type) {
      case "ObjectCreated", "ObjectSet" -> {
        objects.put(event.id, new TreeMap<>());
        patch(objects.get(event.id), event.said);
      }
      case "StateChanged" ->
          patch(objects.computeIfAbsent(event.id, id -> new TreeMap<>()), event.said);
      case "ObjectMoved" -> {
        if (objects.containsKey(event.id)) {
          patch(objects.get(event.id), event.said);
        }
      }
      case "ObjectDestroyed" -> objects.remove(event.id);
      case "WorldDestroyed" -> objects.clear();
      default -> throw new IllegalArgumentException(event.type);
    }
  }

  private static void patch(TreeMap<String, Integer> object, Map<String, Integer> said) {
    said.forEach(
        (member, value) -> {
          if (value == null) {
            object.remove(member);
          } else {
            object.put(member, value);
          }
        });
  }

  static String json(Map<String, Integer> members) {
    StringBuilder text = new StringBuilder("{");
    members.forEach(
        (member, value) ->
            text.append(text.length() == 1 ? "" : ",")
                .append('"')
                .append(member)
                .append("\":")
                .append(value));
    return text.append('}').toString();
  }
}
