package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a table's definition: validates itself and gives the table's next version.
 *
 * <p>None of them rewrites a row. What needs the rows (whether a new constraint holds, an index to
 * fill) is the business of whoever applies it.
 */
public sealed interface Alteration {

  Table apply(Table table);

  /**
   * Adds a column at the end.
   *
   * @param whenMissing what rows hold that are there already, or null
   * @param hasRows whether there are any: then a NOT NULL column needs a value for them
   */
  record AddColumn(
      String name,
      Type type,
      boolean nullable,
      Default byDefault,
      @Nullable Object whenMissing,
      boolean hasRows,
      MergeLaw mergeLaw,
      String comment)
      implements Alteration {
    @Override
    public Table apply(Table table) {
      boolean isNull = whenMissing == null && !(byDefault instanceof Default.Generated);
      if (hasRows && !nullable && isNull) {
        throw new UserException(
            ErrorCode.NULL_NOT_ALLOWED,
            "rows are there already, and column '"
                + name
                + "' would be null in them; give it a default, or make it nullable");
      }
      int id = table.nextColumnId();
      return new TableEdit(table)
          .add(new Column(id, name, type, nullable, byDefault, whenMissing, mergeLaw, comment))
          .build();
    }
  }

  /** Drops a column that no key or constraint uses; its values stay in old rows, unread. */
  record DropColumn(String name) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).drop(name).build();
    }
  }

  /** Checks and expressions that mention the column are rewritten. */
  record RenameColumn(String name, String newName) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table)
          .change(name, column -> column.withName(newName))
          .changeColumns(column -> column.renaming(name, newName))
          .changeChecks(check -> check.renaming(name, newName))
          .build();
    }
  }

  record SetDefault(String name, Default byDefault) implements Alteration {
    @Override
    public Table apply(Table table) {
      boolean isComputed = byDefault instanceof Default.Generated;
      if (isComputed || table.column(name).isGenerated()) {
        throw new UserException(
            ErrorCode.SYNTAX_ERROR,
            isComputed
                ? "column '"
                    + name
                    + "' has values of its own; drop it, and add it as a computed one"
                : "column '"
                    + name
                    + "' is computed and has no default; say DROP EXPRESSION first");
      }
      return new TableEdit(table).change(name, column -> column.withDefault(byDefault)).build();
    }
  }

  /**
   * Lets a computed column have values of its own. Whoever applies it has made sure that all rows
   * hold what was computed so far.
   */
  record DropExpression(String name) implements Alteration {
    @Override
    public Table apply(Table table) {
      if (!table.column(name).isGenerated()) {
        throw new UserException(
            ErrorCode.INVALID_TABLE,
            "column '" + name + "' of " + table + " is not computed; say IF EXISTS to leave it");
      }
      return new TableEdit(table)
          .change(name, column -> column.withDefault(Default.none()))
          .build();
    }
  }

  /** Whoever sets NOT NULL has made sure that no row holds a null. */
  record SetNullable(String name, boolean nullable) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).change(name, column -> column.withNullable(nullable)).build();
    }
  }

  /** To a type that takes in all values as they are written, see {@link Type#widensTo}. */
  record SetType(String name, Type type) implements Alteration {
    @Override
    public Table apply(Table table) {
      Column column = table.column(name);
      for (Column other : table.columns()) {
        if (other.reads(name)) {
          throw new UserException(
              ErrorCode.UNSUPPORTED,
              "the type of column '"
                  + name
                  + "' can't change, as column '"
                  + other.name()
                  + "' is computed from it; drop that one, and add it again");
        }
      }
      if (!column.type().widensTo(type)) {
        throw new UserException(
            ErrorCode.TYPE_MISMATCH,
            "column '"
                + name
                + "' can't change from "
                + column.type()
                + " to "
                + type
                + " without loss; add a column of the new type and copy the values");
      }
      return new TableEdit(table).change(name, old -> old.withType(type)).build();
    }
  }

  record SetMergeLaw(String name, MergeLaw law) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).change(name, column -> column.withMergeLaw(law)).build();
    }
  }

  record SetColumnComment(String name, String comment) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).change(name, column -> column.withComment(comment)).build();
    }
  }

  /**
   * Adds a UNIQUE constraint or an index.
   *
   * @param role any but the primary key
   */
  record AddKey(String name, List<String> columns, Index.Role role) implements Alteration {
    public AddKey {
      columns = List.copyOf(columns);
    }

    @Override
    public Table apply(Table table) {
      if (role == Index.Role.PRIMARY_KEY) {
        throw new UserException(
            ErrorCode.INVALID_TABLE,
            "the primary key of " + table + " can't change; copy the rows to a new table");
      }
      List<Integer> ids = columns.stream().map(column -> table.column(column).id()).toList();
      return new TableEdit(table).add(new Index(table.nextKeyId(), name, ids, role)).build();
    }
  }

  record AddCheck(Check check) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).add(check).build();
    }
  }

  record AddForeignKey(ForeignKey foreignKey) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).add(foreignKey).build();
    }
  }

  /** Drops a UNIQUE constraint, an index, a check or a foreign key. */
  record DropConstraint(String name) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).dropConstraint(name).build();
    }
  }

  /** Of the primary key, a UNIQUE constraint, an index, a check or a foreign key. */
  record RenameConstraint(String name, String newName) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).renameConstraint(name, newName).build();
    }
  }

  record RenameTable(String schema, String name) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).rename(schema, name).build();
    }
  }

  record SetComment(String comment) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).comment(comment).build();
    }
  }

  /** See {@link Table#deletionsWin}; counts for who deletes a row knowing of it. */
  record SetDeletionsWin(boolean deletionsWin) implements Alteration {
    @Override
    public Table apply(Table table) {
      String option = deletionsWin ? Table.DELETE_WINS : null;
      return new TableEdit(table).option(Table.DELETE, option).build();
    }
  }

  /** A null takes the option away. */
  record SetOption(String key, @Nullable String value) implements Alteration {
    @Override
    public Table apply(Table table) {
      return new TableEdit(table).option(key, value).build();
    }
  }
}
