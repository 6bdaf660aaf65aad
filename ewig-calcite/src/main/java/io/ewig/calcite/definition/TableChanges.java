package io.ewig.calcite.definition;

import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import io.ewig.parser.definition.AlterTable;
import io.ewig.parser.definition.ColumnDefinition;
import io.ewig.parser.definition.ColumnType;
import io.ewig.parser.definition.Constraint;
import io.ewig.parser.definition.TableChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE. */
final class TableChanges {

  private TableChanges() {}

  static void alter(AlterTable alter, Definer definer) {
    if (alter.ifExists() && definer.findTable(alter.table()).isEmpty()) {
      return;
    }
    Table table = definer.table(alter.table());
    Dependents dependents = Dependents.on(new QualifiedName(table.schema(), table.name()), definer);
    for (TableChange change : alter.changes()) {
      for (Alteration alteration : alterations(change, table, definer)) {
        table = definer.transaction().alter(table, alteration);
      }
    }
    resolve(dependents.broken(definer), alter.changes(), definer);
  }

  /** Only DROP COLUMN can say what becomes of views. */
  private static void resolve(Dependents broken, List<TableChange> changes, Definer definer) {
    boolean isCascade = false;
    for (TableChange change : changes) {
      if (change instanceof TableChange.DropColumn drop) {
        isCascade |= drop.isCascade();
      } else {
        broken.requireNone("drop what reads it first");
      }
    }
    broken.resolve(isCascade, definer);
  }

  private static List<Alteration> alterations(TableChange change, Table table, Definer definer) {
    if (change instanceof TableChange.AddColumn add) {
      return adding(add, table, definer);
    } else if (change instanceof TableChange.DropColumn drop) {
      return dropping(drop, table, definer);
    } else if (change instanceof TableChange.AddConstraint add) {
      return List.of(Constraints.adding(add.constraint(), table, definer));
    } else if (change instanceof TableChange.DropConstraint drop) {
      boolean isMissing = !hasConstraint(table, drop.constraint());
      return drop.ifExists() && isMissing
          ? List.of()
          : Removal.ofConstraint(drop.constraint(), drop.isCascade(), table, definer);
    }
    if (change instanceof TableChange.DropExpression drop) {
      boolean isMissing = !table.column(drop.column()).isGenerated();
      return drop.ifExists() && isMissing
          ? List.of()
          : List.of(new Alteration.DropExpression(drop.column()));
    } else if (change instanceof TableChange.DropIdentity drop) {
      return droppingIdentity(drop, table);
    } else if (change instanceof TableChange.AlterIdentity alter) {
      return List.of(Identities.altering(alter, table, definer));
    }
    return List.of(plain(change, table, definer));
  }

  private static Alteration plain(TableChange change, Table table, Definer definer) {
    if (change instanceof TableChange.RenameColumn rename) {
      return new Alteration.RenameColumn(rename.column(), rename.newName());
    } else if (change instanceof TableChange.RenameTable rename) {
      definer.requireName(table.schema(), rename.newName());
      return new Alteration.RenameTable(table.schema(), rename.newName());
    } else if (change instanceof TableChange.SetType set) {
      return new Alteration.SetType(set.column(), ColumnType.of(set.type()));
    } else if (change instanceof TableChange.SetDefault set) {
      Type type = table.column(set.column()).type();
      Default byDefault = Columns.byDefault(set.value(), type, set.column(), definer);
      return new Alteration.SetDefault(set.column(), byDefault);
    } else if (change instanceof TableChange.DropDefault drop) {
      return new Alteration.SetDefault(drop.column(), Default.none());
    } else if (change instanceof TableChange.AddIdentity add) {
      Type type = table.column(add.column()).type();
      Default identity = Identities.of(add.identity(), type, add.column());
      return new Alteration.SetDefault(add.column(), identity);
    } else if (change instanceof TableChange.SetNotNull set) {
      return new Alteration.SetNullable(set.column(), !set.isNotNull());
    } else if (change instanceof TableChange.SetMergeLaw set) {
      return new Alteration.SetMergeLaw(set.column(), set.law());
    } else if (change instanceof TableChange.SetDeletionsWin set) {
      return new Alteration.SetDeletionsWin(set.deletionsWin());
    }
    TableChange.RenameConstraint rename = (TableChange.RenameConstraint) change;
    return new Alteration.RenameConstraint(rename.constraint(), rename.newName());
  }

  private static List<Alteration> adding(TableChange.AddColumn add, Table table, Definer definer) {
    ColumnDefinition column = add.column();
    if (add.ifNotExists() && table.positionOf(column.name()) >= 0) {
      return List.of();
    }
    Type type = Columns.type(column);
    Default byDefault = Columns.byDefault(column, type, definer);
    boolean hasRows = hasRows(table, definer);
    if (hasRows) {
      requireOneValue(byDefault, column.name());
    }
    List<Alteration> all = new ArrayList<>();
    all.add(
        new Alteration.AddColumn(
            column.name(),
            type,
            !column.isNotNull() && !(byDefault instanceof Default.Identity),
            byDefault,
            whenMissing(byDefault, type, definer),
            hasRows,
            column.mergeLaw().orElse(MergeLaw.LWW),
            ""));
    if (!add.constraints().isEmpty()) {
      Table with = all.get(0).apply(table);
      for (Constraint constraint : add.constraints()) {
        all.add(Constraints.adding(constraint, with, definer));
      }
    }
    return all;
  }

  /** Also of another valid time: what is added holds for all that was, is and will be true. */
  private static boolean hasRows(Table table, Definer definer) {
    return definer
        .transaction()
        .view()
        .pieces(table, KeyRange.ALL, TimeRange.ALL, Projection.ALL)
        .next();
  }

  /** What rows hold that are there already: the same in all of them. */
  private static @Nullable Object whenMissing(Default byDefault, Type type, Definer definer) {
    if (byDefault instanceof Default.Constant constant) {
      return constant.value();
    }
    return byDefault instanceof Default.CurrentTimestamp
        ? definer.transaction().present(type)
        : null;
  }

  private static void requireOneValue(Default byDefault, String column) {
    boolean isIdentity = byDefault instanceof Default.Identity;
    if (isIdentity
        || byDefault instanceof Default.OfSequence
        || byDefault instanceof Default.RandomUuid) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "rows are there already, now or at another valid time, and column '"
              + column
              + "' would have another value in each of them; add it without that, give the rows"
              + " their values by UPDATE .. FOR PORTION OF VALID_TIME, and then say ALTER COLUMN "
              + column
              + (isIdentity ? " ADD GENERATED" : " SET DEFAULT"));
    }
  }

  private static List<Alteration> dropping(
      TableChange.DropColumn drop, Table table, Definer definer) {
    if (drop.ifExists() && table.positionOf(drop.column()) < 0) {
      return List.of();
    }
    return drop.isCascade()
        ? Removal.ofColumnByCascade(drop.column(), table, definer)
        : List.of(new Alteration.DropColumn(drop.column()));
  }

  private static List<Alteration> droppingIdentity(TableChange.DropIdentity drop, Table table) {
    if (table.column(drop.column()).byDefault() instanceof Default.Identity) {
      return List.of(new Alteration.SetDefault(drop.column(), Default.none()));
    }
    if (drop.ifExists()) {
      return List.of();
    }
    throw Identities.none(drop.column(), table);
  }

  static boolean hasConstraint(Table table, String name) {
    return table.keys().stream().anyMatch(key -> key.name().equals(name))
        || table.checks().stream().anyMatch(check -> check.name().equals(name))
        || table.foreignKeys().stream().anyMatch(key -> key.name().equals(name));
  }
}
