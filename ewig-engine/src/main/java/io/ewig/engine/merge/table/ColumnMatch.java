package io.ewig.engine.merge.table;

import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which column of one definition of a table is which of another.
 *
 * <ul>
 *   <li>columns of one name are the same, if the type of one takes in the other;
 *   <li>else columns of one id are, if neither's name is known to the other definition: renamed;
 *   <li>where both branches added a column, a merge gives one of the two another id, and keeps in
 *       the table's options from where on ids do not tell any more.
 * </ul>
 */
final class ColumnMatch {

  /** The option of a table that says from which id on another branch has other columns. */
  static final String SHARED_IDS = "ewig.shared_ids";

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private final Map<Integer, Integer> ids = new HashMap<>();

  ColumnMatch() {}

  /** Columns of one name, or of one id if a name is new. */
  static ColumnMatch between(Table from, Table to) {
    ColumnMatch match = byName(from, to);
    Set<Integer> taken = new HashSet<>(match.ids.values());
    int limit = Math.min(sharedIds(from), sharedIds(to));
    for (Column column : from.columns()) {
      int position = to.positionOfId(column.id());
      boolean isOpen = position >= 0 && !match.ids.containsKey(column.id());
      if (isOpen && column.id() < limit && !taken.contains(column.id())) {
        Column other = to.columns().get(position);
        boolean isRenamed = to.positionOf(column.name()) < 0 && from.positionOf(other.name()) < 0;
        if (isRenamed && isCompatible(column, other)) {
          match.ids.put(column.id(), other.id());
        }
      }
    }
    return match;
  }

  static ColumnMatch byId(Table from, Table to) {
    ColumnMatch match = new ColumnMatch();
    for (Column column : from.columns()) {
      if (to.positionOfId(column.id()) >= 0) {
        match.ids.put(column.id(), column.id());
      }
    }
    return match;
  }

  static ColumnMatch byName(Table from, Table to) {
    ColumnMatch match = new ColumnMatch();
    for (Column column : from.columns()) {
      int position = to.positionOf(column.name());
      if (position >= 0 && isCompatible(column, to.columns().get(position))) {
        match.ids.put(column.id(), to.columns().get(position).id());
      }
    }
    return match;
  }

  /** Below this, ids mean the same on all branches. */
  static int sharedIds(Table table) {
    String number = table.options().getOrDefault(SHARED_IDS, "");
    return DIGITS.matcher(number).matches() ? Integer.parseInt(number) : Integer.MAX_VALUE;
  }

  private static boolean isCompatible(Column one, Column other) {
    return one.type().widensTo(other.type()) || other.type().widensTo(one.type());
  }

  void put(int from, int to) {
    ids.put(from, to);
  }

  /** The id in the other definition, or null. */
  @Nullable Integer of(int id) {
    return ids.get(id);
  }

  /** The ids in the other definition; nothing if one of them is not there. */
  Optional<List<Integer>> of(List<Integer> columnIds) {
    List<Integer> others = new ArrayList<>(columnIds.size());
    for (int id : columnIds) {
      Integer other = ids.get(id);
      if (other == null) {
        return Optional.empty();
      }
      others.add(other);
    }
    return Optional.of(others);
  }

  /** This one, and what another one says where this says nothing. */
  ColumnMatch or(ColumnMatch other) {
    ColumnMatch both = new ColumnMatch();
    both.ids.putAll(other.ids);
    ids.forEach(both.ids::put);
    return both;
  }

  /** This one, but for what leads to some ids. */
  ColumnMatch without(Set<Integer> others) {
    ColumnMatch rest = new ColumnMatch();
    rest.ids.putAll(ids);
    rest.ids.values().removeAll(others);
    return rest;
  }

  /** From the ids of this one's to those of another one's other definition. */
  ColumnMatch then(ColumnMatch next) {
    ColumnMatch both = new ColumnMatch();
    ids.forEach(
        (from, middle) -> {
          Integer to = next.ids.get(middle);
          if (to != null) {
            both.ids.put(from, to);
          }
        });
    return both;
  }
}
