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
  FOLDER_NOT_FREE(Category.USER, 1014, "58P02"),
  NOT_A_BACKUP(Category.USER, 1015, "58P01"),
  CURSOR_ON_NOTHING(Category.USER, 1016, "24000"),
  TEXT_TOO_LONG(Category.USER, 1020, "22001"),
  OUT_OF_RANGE(Category.USER, 1021, "22003"),
  INVALID_DATETIME(Category.USER, 1022, "22007"),
  INVALID_VALUE(Category.USER, 1023, "22P02"),
  INVALID_CHARACTER(Category.USER, 1024, "22021"),
  NULL_NOT_ALLOWED(Category.USER, 1025, "23502"),
  DUPLICATE_COLUMN(Category.USER, 1026, "42701"),
  UNKNOWN_COLUMN(Category.USER, 1027, "42703"),
  INVALID_TABLE(Category.USER, 1028, "42P16"),
  TYPE_MISMATCH(Category.USER, 1029, "42804"),
  INVALID_NAME(Category.USER, 1030, "42602"),
  DUPLICATE_OBJECT(Category.USER, 1031, "42710"),
  UNKNOWN_OBJECT(Category.USER, 1032, "42704"),
  INVALID_FOREIGN_KEY(Category.USER, 1033, "42830"),
  STILL_NEEDED(Category.USER, 1034, "2BP01"),
  SYNTAX_ERROR(Category.USER, 1035, "42601"),
  DIVISION_BY_ZERO(Category.USER, 1036, "22012"),
  CHECK_VIOLATED(Category.USER, 1037, "23514"),
  UNKNOWN_FUNCTION(Category.USER, 1038, "42883"),
  LIMIT_EXCEEDED(Category.USER, 1039, "54000"),
  MALFORMED_JSON(Category.USER, 1040, "22032"),
  JSON_TOO_LARGE(Category.USER, 1041, "54000"),
  REDUCER_FAILED(Category.USER, 1042, "38000"),
  INVALID_DEFINITION(Category.USER, 1043, "42P17"),
  UNKNOWN_BRANCH(Category.USER, 1060, "42704"),
  DUPLICATE_BRANCH(Category.USER, 1061, "42710"),
  UNKNOWN_TABLE(Category.USER, 1062, "42P01"),
  DUPLICATE_TABLE(Category.USER, 1063, "42P07"),
  DUPLICATE_KEY(Category.USER, 1064, "23505"),
  FOREIGN_KEY_VIOLATED(Category.USER, 1065, "23503"),
  TRANSACTION_OVER(Category.USER, 1066, "25000"),
  UNKNOWN_SAVEPOINT(Category.USER, 1067, "3B001"),
  RESERVED_WORLD(Category.USER, 1068, "42939"),
  DUPLICATE_SCHEMA(Category.USER, 1069, "42P06"),
  SEQUENCE_EXHAUSTED(Category.USER, 1070, "2200H"),
  GENERATED_ALWAYS(Category.USER, 1071, "428C9"),
  NO_NUMBER_YET(Category.USER, 1072, "55000"),
  UNKNOWN_MERGE(Category.USER, 1080, "02000"),
  UNKNOWN_CONFLICT(Category.USER, 1081, "02000"),
  ERASED(Category.USER, 1090, "02000"),
  NOT_HERE(Category.USER, 1091, "55W01"),
  FOLDED(Category.USER, 1092, "55W02"),
  UNKNOWN_TICK(Category.USER, 1110, "22003"),
  UNSUPPORTED(Category.USER, 1200, "HYC00"),
  CANCELLED(Category.USER, 1201, "57014"),
  TIMED_OUT(Category.USER, 1202, "57014"),
  MISSING_PARAMETER(Category.USER, 1203, "07001"),
  AMBIGUOUS_COLUMN(Category.USER, 1204, "42702"),
  UNKNOWN_SCHEMA(Category.USER, 1205, "3F000"),
  INVALID_CAST(Category.USER, 1206, "22018"),
  NOT_ONE_ROW(Category.USER, 1207, "21000"),
  GROUPING_ERROR(Category.USER, 1208, "42803"),
  INVALID_PATTERN(Category.USER, 1209, "2201B"),
  INVALID_ESCAPE(Category.USER, 1210, "22025"),
  UNKNOWN_SETTING(Category.USER, 1211, "42704"),
  INVALID_URL(Category.USER, 1212, "08001"),
  WRONG_OBJECT_TYPE(Category.USER, 1213, "42809"),
  TRANSACTION_UNDER_WAY(Category.USER, 1214, "25001"),
  NOT_ALLOWED(Category.USER, 1215, "42501"),
  INVALID_LIMIT(Category.USER, 1260, "2201W"),
  INVALID_OFFSET(Category.USER, 1261, "2201X"),
  INVALID_FRAME(Category.USER, 1262, "22013"),
  INVALID_SAMPLE(Category.USER, 1263, "2202H"),
  INVALID_SUBSTRING(Category.USER, 1230, "22011"),
  INVALID_LOGARITHM(Category.USER, 1231, "2201E"),
  INVALID_POWER(Category.USER, 1232, "2201F"),
  INVALID_JSON_PATH(Category.USER, 1233, "42601"),
  NO_JSON_ITEM(Category.USER, 1234, "22035"),
  NOT_ONE_JSON_ITEM(Category.USER, 1235, "22034"),
  NOT_A_JSON_SCALAR(Category.USER, 1236, "2203F"),

  WRITER_PRESENT(Category.CONFLICT, 2001, "55006"),
  CHAIN_MISMATCH(Category.CONFLICT, 2002, "40001"),
  FORGED_EVENT(Category.CONFLICT, 2003, "40001"),
  CLOCK_AHEAD(Category.CONFLICT, 2004, "40001"),
  WRITE_CONFLICT(Category.CONFLICT, 2010, "40001"),
  EXPECTATION_FAILED(Category.CONFLICT, 2011, "40001"),
  MERGE_CONFLICT(Category.CONFLICT, 2012, "40002"),
  ERASURE_UNFINISHED(Category.CONFLICT, 2030, "55006"),
  NOT_FAST_FORWARD(Category.CONFLICT, 2020, "40002"),

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
