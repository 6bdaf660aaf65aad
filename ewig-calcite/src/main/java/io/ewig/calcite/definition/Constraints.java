package io.ewig.calcite.definition;

import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.parser.SqlText;
import io.ewig.parser.definition.Constraint;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** What constraints mean to the engine. */
final class Constraints {

  private Constraints() {}

  /**
   * @param table that is being built
   */
  static void addTo(
      TableBuilder builder, List<Constraint> constraints, QualifiedName table, Definer definer) {
    for (Constraint constraint : constraints) {
      String name = constraint.name().orElse("");
      if (constraint instanceof Constraint.PrimaryKey key) {
        builder.namedPrimaryKey(name, names(key.columns()).toArray(String[]::new));
      } else if (constraint instanceof Constraint.Unique key) {
        builder.unique(name, names(key.columns()).toArray(String[]::new));
      } else if (constraint instanceof Constraint.Check check) {
        builder.check(name, text(check));
      } else if (constraint instanceof Constraint.Reference reference) {
        addTo(builder, reference, constraints, table, definer);
      }
    }
  }

  private static void addTo(
      TableBuilder builder,
      Constraint.Reference reference,
      List<Constraint> all,
      QualifiedName table,
      Definer definer) {
    String name = reference.name().orElse("");
    List<String> columns = names(reference.columns());
    List<String> referred = names(reference.parentColumns());
    QualifiedName referredTo =
        definer.known(
            reference.parent(), wanted -> wanted.equals(table) || definer.hasRelation(wanted));
    if (referredTo.equals(table)) {
      builder.selfReference(
          name,
          columns,
          referred.isEmpty() ? primaryKey(all, reference) : referred,
          reference.onDelete(),
          reference.onUpdate());
      return;
    }
    Table parent = definer.table(reference.parent());
    builder.foreignKey(
        name,
        columns,
        parent,
        referred.isEmpty() ? keyOf(parent) : referred,
        reference.onDelete(),
        reference.onUpdate());
  }

  /** That of the table which is being built. */
  private static List<String> primaryKey(
      List<Constraint> constraints, Constraint.Reference reference) {
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.PrimaryKey key) {
        return names(key.columns());
      }
    }
    throw withoutKey(reference.parent());
  }

  private static UserException withoutKey(Object parent) {
    return new UserException(
        ErrorCode.INVALID_FOREIGN_KEY,
        parent
            + " has no primary key that a row could refer to; declare one, or name UNIQUE columns:"
            + " REFERENCES "
            + parent
            + " (columns)");
  }

  /** Its primary key, unless that is one that nobody sees. */
  private static List<String> keyOf(Table parent) {
    if (parent.hasHiddenKey()) {
      throw withoutKey(parent);
    }
    return parent.primaryKey().columnIds().stream()
        .map(id -> parent.columnOfId(id).name())
        .toList();
  }

  /** The alteration that adds a constraint to a table. */
  static Alteration adding(Constraint constraint, Table table, Definer definer) {
    if (constraint instanceof Constraint.Unique key) {
      List<String> columns = names(key.columns());
      String name = named(constraint, String.join("_", columns), "key", table);
      return new Alteration.AddKey(name, columns, Index.Role.UNIQUE_CONSTRAINT);
    } else if (constraint instanceof Constraint.Check check) {
      String name = constraint.name().orElseGet(() -> nextCheck(table));
      return new Alteration.AddCheck(new Check(name, text(check)));
    } else if (constraint instanceof Constraint.Reference reference) {
      Table parent = definer.table(reference.parent());
      List<String> columns = names(reference.columns());
      List<String> referred = names(reference.parentColumns());
      return new Alteration.AddForeignKey(
          new ForeignKey(
              named(constraint, String.join("_", columns), "fkey", table),
              ids(table, columns),
              parent.id(),
              ids(parent, referred.isEmpty() ? keyOf(parent) : referred),
              reference.onDelete(),
              reference.onUpdate()));
    }
    throw new UserException(
        ErrorCode.UNSUPPORTED,
        table
            + " keeps the primary key that it was created with; create another table and copy the"
            + " rows");
  }

  private static String named(Constraint constraint, String middle, String ending, Table table) {
    return constraint.name().orElse(table.name() + "_" + middle + "_" + ending);
  }

  /** Checks are numbered; others may have been dropped, or have got such a name. */
  private static String nextCheck(Table table) {
    int number = table.checks().size() + 1;
    while (TableChanges.hasConstraint(table, table.name() + "_" + number + "_check")) {
      number++;
    }
    return table.name() + "_" + number + "_check";
  }

  private static String text(Constraint.Check check) {
    OneRow.require(
        check.condition(), "a check is about", "a FOREIGN KEY or UNIQUE is about others");
    return SqlText.print(check.condition());
  }

  private static List<Integer> ids(Table table, List<String> columns) {
    return columns.stream().map(column -> table.column(column).id()).toList();
  }

  private static List<String> names(List<SqlIdentifier> columns) {
    return columns.stream().map(SqlIdentifier::getSimple).toList();
  }
}
