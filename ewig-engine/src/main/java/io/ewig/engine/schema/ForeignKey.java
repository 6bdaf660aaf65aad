package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * A FOREIGN KEY: each row's values in some columns are the key of a row of the parent.
 *
 * <p>The parent is known by its table's id, so that renaming it changes nothing here.
 *
 * @param columnIds of the table that has the constraint
 * @param parentColumnIds a primary key or unique constraint of the parent, in the same order
 */
public record ForeignKey(
    String name,
    List<Integer> columnIds,
    UUID parent,
    List<Integer> parentColumnIds,
    ReferentialAction onDelete,
    ReferentialAction onUpdate) {

  public ForeignKey {
    columnIds = List.copyOf(columnIds);
    parentColumnIds = List.copyOf(parentColumnIds);
    Names.require(name, "a foreign key");
    Index.requireColumns(columnIds, name);
    Index.requireColumns(parentColumnIds, name);
    if (columnIds.size() != parentColumnIds.size()) {
      throw new UserException(
          ErrorCode.INVALID_FOREIGN_KEY,
          "foreign key '"
              + name
              + "' has "
              + columnIds.size()
              + " columns and refers to "
              + parentColumnIds.size()
              + "; name as many");
    }
  }

  ForeignKey named(String newName) {
    return new ForeignKey(newName, columnIds, parent, parentColumnIds, onDelete, onUpdate);
  }

  /** Refuses a parent that this constraint can't refer to; whoever has both tables asks. */
  public void requireParent(Table child, Table parentTable) {
    if (parentTable.keys().stream().noneMatch(this::isKeyOfParent)) {
      throw new UserException(
          ErrorCode.INVALID_FOREIGN_KEY,
          "foreign key '"
              + name
              + "' refers to columns of "
              + parentTable
              + " that are no primary key and not unique; add a UNIQUE constraint there");
    }
    for (int i = 0; i < columnIds.size(); i++) {
      Column column = child.columnOfId(columnIds.get(i));
      Column referred = parentTable.columnOfId(parentColumnIds.get(i));
      if (!isComparable(column.type(), referred.type())) {
        throw new UserException(
            ErrorCode.INVALID_FOREIGN_KEY,
            "foreign key '"
                + name
                + "': column '"
                + column.name()
                + "' is "
                + column.type()
                + ", but '"
                + referred.name()
                + "' of "
                + parentTable
                + " is "
                + referred.type()
                + "; declare them alike");
      }
    }
  }

  /** Whether it can refer to a key of the parent, which may have its columns in another order. */
  public boolean isKeyOfParent(Index key) {
    return key.isUnique()
        && key.columnIds().size() == parentColumnIds.size()
        && new HashSet<>(key.columnIds()).containsAll(parentColumnIds);
  }

  /** One of the types takes in the other, so equal values have equal bytes in keys. */
  private static boolean isComparable(Type a, Type b) {
    return a.widensTo(b) || b.widensTo(a) || (a.kind() == b.kind() && a.element() == null);
  }
}
