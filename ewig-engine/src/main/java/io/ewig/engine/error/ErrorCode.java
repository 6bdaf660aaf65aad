package io.ewig.engine.error;

/** Every error Ewig can raise: its category, its number (never reused) and its SQLSTATE. */
public enum ErrorCode {
  INVALID_ARGUMENT(Category.USER, 1001, "22023"),
  INVALID_WORLD(Category.USER, 1002, "22023"),
  PAYLOAD_TOO_LARGE(Category.USER, 1003, "54000"),
  COMMIT_TOO_LARGE(Category.USER, 1004, "54000"),
  NOT_FOUND(Category.USER, 1005, "02000"),
  READ_ONLY(Category.USER, 1006, "25006"),
  WRONG_KEY(Category.USER, 1007, "28000"),
  KEY_UNAVAILABLE(Category.USER, 1008, "28000"),
  MALFORMED_IMPORT(Category.USER, 1009, "22030"),
  CLOSED(Category.USER, 1010, "08003"),
  NOT_A_DATABASE(Category.USER, 1011, "08001"),
  UNSUPPORTED_FORMAT(Category.USER, 1012, "08001"),
  MALFORMED_COMMIT(Category.USER, 1013, "22023"),

  WRITER_PRESENT(Category.CONFLICT, 2001, "55006"),
  CHAIN_MISMATCH(Category.CONFLICT, 2002, "40001"),

  CORRUPT_RECORD(Category.CORRUPTION, 3001, "XX001"),
  CORRUPT_FILE(Category.CORRUPTION, 3002, "XX001"),
  MISSING_FILE(Category.CORRUPTION, 3003, "XX001"),
  BROKEN_CHAIN(Category.CORRUPTION, 3004, "XX001"),

  IO_FAILED(Category.RESOURCE, 4001, "58030"),
  DISK_FULL(Category.RESOURCE, 4002, "53100"),
  LOG_FAILED(Category.RESOURCE, 4003, "58030"),
  LIMIT_REACHED(Category.RESOURCE, 4004, "54000"),
  STORE_FAILED(Category.RESOURCE, 4010, "58030"),
  COLLECTION_RUNNING(Category.RESOURCE, 4011, "55006"),
  CODEC_UNAVAILABLE(Category.RESOURCE, 4012, "58000"),

  INVARIANT_BROKEN(Category.INTERNAL, 5001, "XX000");

  /** What the caller should do about an error. */
  public enum Category {
    /** Mend the input or the call. */
    USER,
    /** Retry, perhaps later. */
    CONFLICT,
    /** Stop, look at the disk, restore from a backup or a peer. */
    CORRUPTION,
    /** Free space, memory or a handle, then reopen. */
    RESOURCE,
    /** A defect of Ewig: report it. */
    INTERNAL
  }

  private final Category category;
  private final int number;
  private final String sqlState;

  ErrorCode(Category category, int number, String sqlState) {
    this.category = category;
    this.number = number;
    this.sqlState = sqlState;
  }

  public Category category() {
    return category;
  }

  public int number() {
    return number;
  }

  public String sqlState() {
    return sqlState;
  }
}
