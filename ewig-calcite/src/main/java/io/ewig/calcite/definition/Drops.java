package io.ewig.calcite.definition;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.Schema;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.parser.definition.Drop;
import io.ewig.parser.definition.ObjectKind;
import io.ewig.parser.node.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;

/** DROP. */
final class Drops {

  private Drops() {}

  static void drop(Drop drop, Definer definer) {
    for (SqlIdentifier name : drop.names()) {
      boolean isFound =
          switch (drop.kind()) {
            case TABLE -> table(name, drop, definer);
            case INDEX -> index(name, drop, definer);
            case VIEW -> view(name, drop, definer);
            case SEQUENCE -> sequence(name, drop, definer);
            case SCHEMA -> schema(name, drop, definer);
            case COLUMN -> throw new IllegalStateException("columns are dropped by ALTER TABLE");
          };
      if (!isFound && !drop.ifExists()) {
        throw missing(drop, name, definer);
      }
    }
  }

  private static UserException missing(Drop drop, SqlIdentifier name, Definer definer) {
    boolean isRelation =
        switch (drop.kind()) {
          case TABLE, VIEW, SEQUENCE -> true;
          default -> false;
        };
    String kind = drop.kind().name().toLowerCase(Locale.ROOT);
    if (isRelation && definer.hasRelation(definer.known(name))) {
      String other = kind(definer.known(name), definer);
      return new UserException(
          ErrorCode.WRONG_OBJECT_TYPE,
          name
              + " is a "
              + other
              + Place.of(name).behind()
              + "; say DROP "
              + other.toUpperCase(Locale.ROOT));
    }
    return new UserException(
        isRelation && drop.kind() != ObjectKind.SEQUENCE
            ? ErrorCode.UNKNOWN_TABLE
            : ErrorCode.UNKNOWN_OBJECT,
        "there is no "
            + kind
            + " "
            + name
            + Place.of(name).behind()
            + (isRelation ? definer.known(name).hint(definer::hasRelation) : ""));
  }

  private static String kind(QualifiedName name, Definer definer) {
    if (definer.catalog().find(name.schema(), name.name()).isPresent()) {
      return "table";
    }
    boolean isView = definer.catalog().findView(name.schema(), name.name()).isPresent();
    return isView ? "view" : "sequence";
  }

  private static boolean table(SqlIdentifier name, Drop drop, Definer definer) {
    Optional<Table> table = definer.findTable(name);
    if (table.isEmpty()) {
      return false;
    }
    drop(table.get(), drop.isCascade(), definer);
    return true;
  }

  private static void drop(Table table, boolean isCascade, Definer definer) {
    Dependents.on(new QualifiedName(table.schema(), table.name()), definer)
        .resolve(isCascade, definer);
    if (isCascade) {
      for (Table other : List.copyOf(definer.catalog().tables())) {
        Table child = other;
        for (ForeignKey key : other.foreignKeys()) {
          if (key.parent().equals(table.id()) && !other.id().equals(table.id())) {
            child = definer.transaction().alter(child, new Alteration.DropConstraint(key.name()));
          }
        }
      }
    }
    definer.transaction().drop(table);
  }

  /** An index is known by its own name in its schema, as in PostgreSQL. */
  private static boolean index(SqlIdentifier name, Drop drop, Definer definer) {
    QualifiedName full = definer.known(name, wanted -> indexed(wanted, definer).isPresent());
    Optional<Table> found = indexed(full, definer);
    if (found.isPresent()) {
      Table table = found.get();
      for (Alteration each : Removal.ofConstraint(full.name(), drop.isCascade(), table, definer)) {
        table = definer.transaction().alter(table, each);
      }
    }
    return found.isPresent();
  }

  /** The table that has an index of that name, and not as its primary key. */
  private static Optional<Table> indexed(QualifiedName name, Definer definer) {
    return definer.catalog().tables().stream()
        .filter(table -> table.schema().equals(name.schema()))
        .filter(
            table ->
                table.keys().stream()
                    .anyMatch(
                        key -> key.name().equals(name.name()) && key.id() != Index.PRIMARY_ID))
        .findFirst();
  }

  private static boolean view(SqlIdentifier name, Drop drop, Definer definer) {
    QualifiedName full = definer.known(name);
    Set<QualifiedName> dropped =
        drop.names().stream().map(definer::known).collect(Collectors.toSet());
    if (definer.catalog().findView(full.schema(), full.name()).isPresent()) {
      Dependents.on(full, definer).without(dropped).resolve(drop.isCascade(), definer);
    }
    return object(definer.catalog().findView(full.schema(), full.name()), definer);
  }

  private static boolean sequence(SqlIdentifier name, Drop drop, Definer definer) {
    QualifiedName full = definer.known(name);
    Optional<Sequence> found = definer.catalog().findSequence(full.schema(), full.name());
    found.ifPresent(sequence -> Sequences.drop(sequence, drop.isCascade(), definer));
    return found.isPresent();
  }

  private static boolean object(Optional<? extends CatalogObject> found, Definer definer) {
    found.ifPresent(definer.transaction()::drop);
    return found.isPresent();
  }

  private static boolean schema(SqlIdentifier name, Drop drop, Definer definer) {
    String schema = name.names.get(name.names.size() - 1);
    definer.require(new Subject.OfSchema(schema));
    Optional<Schema> found =
        definer.catalog().schemas().stream().filter(s -> s.name().equals(schema)).findFirst();
    if (found.isEmpty()) {
      return false;
    }
    if (drop.isCascade()) {
      for (Table table : List.copyOf(definer.catalog().tables())) {
        if (table.schema().equals(schema)) {
          drop(table, true, definer);
        }
      }
      for (SqlView view : List.copyOf(definer.catalog().views())) {
        if (view.schema().equals(schema)) {
          Dependents.on(new QualifiedName(schema, view.name()), definer).resolve(true, definer);
          object(definer.catalog().findView(schema, view.name()), definer);
        }
      }
      definer.catalog().sequences().stream()
          .filter(sequence -> sequence.schema().equals(schema))
          .forEach(sequence -> Sequences.drop(sequence, true, definer));
    }
    definer.transaction().drop(found.get());
    return true;
  }
}
