package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.HashSet;
import java.util.List;

/**
 * Columns by which rows are found: the primary key, a UNIQUE constraint, or an index.
 *
 * @param id never used again in its table; {@link #PRIMARY_ID} is the primary key
 * @param columnIds in the order of the key
 */
public record Index(int id, String name, List<Integer> columnIds, Role role) {

  public static final int PRIMARY_ID = 0;

  /** As in PostgreSQL; a key of more columns than that is a mistake. */
  public static final int COLUMNS_MAX = 32;

  /** Codes are on disk: they are never reused. */
  public enum Role {
    PRIMARY_KEY(1),
    /** A UNIQUE constraint of the table. */
    UNIQUE_CONSTRAINT(2),
    UNIQUE_INDEX(3),
    INDEX(4);

    private static final Role[] BY_CODE = values();

    private final int code;

    Role(int code) {
      this.code = code;
    }

    /** The number that stands for this role on disk, from 1. */
    public int code() {
      return code;
    }

    public static int codeMax() {
      return BY_CODE.length;
    }

    /**
     * @param code from 1 to {@link #codeMax()}
     */
    public static Role ofCode(int code) {
      return BY_CODE[code - 1];
    }
  }

  public Index {
    columnIds = List.copyOf(columnIds);
    Names.require(name, "a key or index");
    requireColumns(columnIds, name);
    if ((id == PRIMARY_ID) != (role == Role.PRIMARY_KEY) || id < 0) {
      throw new UserException(
          ErrorCode.INVALID_TABLE,
          "'" + name + "' has the id " + id + ": 0 is the primary key's, all others are above");
    }
  }

  static void requireColumns(List<Integer> columnIds, String name) {
    if (columnIds.isEmpty() || columnIds.size() > COLUMNS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "'" + name + "' has " + columnIds.size() + " columns; give 1 to " + COLUMNS_MAX);
    }
    if (new HashSet<>(columnIds).size() < columnIds.size()) {
      throw new UserException(
          ErrorCode.DUPLICATE_COLUMN, "'" + name + "' names a column twice; name it once");
    }
  }

  Index named(String newName) {
    return new Index(id, newName, columnIds, role);
  }

  /** Whether no two rows may agree in all columns; a row with a null among them never does. */
  public boolean isUnique() {
    return role != Role.INDEX;
  }
}
