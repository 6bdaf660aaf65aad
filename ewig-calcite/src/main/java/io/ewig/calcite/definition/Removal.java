package io.ewig.calcite.definition;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a table loses by one DROP: columns and constraints, and what can't be without them. */
final class Removal {

  private final Table table;
  private final Definer definer;
  private final Set<Column> columns = new LinkedHashSet<>();
  private final Set<String> constraints = new LinkedHashSet<>();

  /** They go before the keys that they refer to. */
  private final Set<String> foreignKeys = new LinkedHashSet<>();

  private Removal(Table table, Definer definer) {
    this.table = table;
    this.definer = definer;
  }

  /** With all that reads it, has it, or refers to it. */
  static List<Alteration> ofColumnByCascade(String name, Table table, Definer definer) {
    Removal removal = new Removal(table, definer);
    removal.take(table.column(name));
    removal.takeReferrers(true);
    return removal.alterations();
  }

  /**
   * @param isCascade whether foreign keys that refer to it go as well, or it is refused
   */
  static List<Alteration> ofConstraint(
      String name, boolean isCascade, Table table, Definer definer) {
    Removal removal = new Removal(table, definer);
    removal.constraints.add(name);
    if (!table.primaryKey().name().equals(name)) {
      removal.takeReferrers(isCascade);
    }
    return removal.alterations();
  }

  /** What computes from it goes first. */
  private void take(Column column) {
    for (Column other : table.columns()) {
      if (other.reads(column.name()) && !columns.contains(other)) {
        take(other);
      }
    }
    columns.add(column);
    for (Index key : table.keys()) {
      if (key.id() != Index.PRIMARY_ID && key.columnIds().contains(column.id())) {
        constraints.add(key.name());
      }
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columnIds().contains(column.id())) {
        foreignKeys.add(key.name());
      }
    }
    for (Check check : table.checks()) {
      if (check.mentions(column.name())) {
        constraints.add(check.name());
      }
    }
  }

  /** Foreign keys, of this table and others, that refer to a key which goes. */
  private void takeReferrers(boolean isCascade) {
    for (Table other : List.copyOf(definer.catalog().tables())) {
      Table child = other;
      for (ForeignKey key : other.foreignKeys()) {
        if (!key.parent().equals(table.id()) || hasKeyFor(key)) {
          continue;
        }
        if (!isCascade) {
          throw stillNeeded(other, key);
        } else if (other.id().equals(table.id())) {
          foreignKeys.add(key.name());
        } else {
          child = definer.transaction().alter(child, new Alteration.DropConstraint(key.name()));
        }
      }
    }
  }

  private boolean hasKeyFor(ForeignKey foreign) {
    return table.keys().stream()
        .filter(key -> !constraints.contains(key.name()))
        .anyMatch(foreign::isKeyOfParent);
  }

  private UserException stillNeeded(Table child, ForeignKey key) {
    return new UserException(
        ErrorCode.STILL_NEEDED,
        child
            + " refers to "
            + table
            + " by '"
            + key.name()
            + "', which needs '"
            + String.join("', '", constraints)
            + "'; drop that foreign key first, or say CASCADE");
  }

  private List<Alteration> alterations() {
    List<Alteration> all = new ArrayList<>();
    foreignKeys.forEach(name -> all.add(new Alteration.DropConstraint(name)));
    constraints.forEach(name -> all.add(new Alteration.DropConstraint(name)));
    columns.forEach(column -> all.add(new Alteration.DropColumn(column.name())));
    return all;
  }
}
