package io.ewig.server.csv;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file into a table, a transaction for each thousand records, or less if they are long.
 *
 * <p>A table that is not there is made, with types that fit the first records. A record that does
 * not fit stops the import, and its transaction with it; or it is written to where such ones go.
 * What is no record's fault stops it in any case.
 */
public final class CsvImport {

  static final int BATCH = 1_000;

  /** As many characters fill a transaction, too. */
  static final int BATCH_CHARS = 4 << 20;

  private static final String UNKNOWN_TABLE = "42P01";

  private static final String OUTCOME_UNKNOWN = "08007";

  /** A connection that is lost, a resource that is short, a stop, a disk, a defect. */
  private static final Pattern OF_NO_RECORD = Pattern.compile("(08|53|57|58|XX).*");

  private final Connection connection;
  private final CsvOptions options;
  private final PrintWriter refused;
  private final CsvReader in;
  private List<String> columns = List.of();
  private int[] types = {};
  private List<Guess> guesses = List.of();
  private long loaded;
  private long skipped;

  /**
   * @param loaded records that are rows now
   * @param skipped records that did not fit
   */
  public record Result(long loaded, long skipped) {}

  private CsvImport(Connection connection, CsvOptions options, Reader in, PrintWriter refused) {
    this.connection = connection;
    this.options = options;
    this.refused = refused;
    this.in = new CsvReader(in, options.delimiter(), options.nullMarker());
  }

  /**
   * @param refused where records go that do not fit, each behind a line that says why
   */
  public static Result run(
      Connection connection, CsvOptions options, Reader in, PrintWriter refused)
      throws IOException, SQLException {
    return new CsvImport(connection, options, in, refused).run();
  }

  private Result run() throws IOException, SQLException {
    CsvRecord header = options.hasHeader() ? in.next() : null;
    if (header != null && !header.wrong().isEmpty()) {
      throw new UserException(
          ErrorCode.MALFORMED_IMPORT, "line " + header.line() + ": " + header.wrong());
    }
    if (options.hasHeader() && header == null) {
      throw new UserException(
          ErrorCode.MALFORMED_IMPORT,
          "there is nothing in the file; its first line should name the columns");
    }
    List<CsvRecord> batch = take();
    List<String> inTable = columnsOfTable();
    columns = header == null ? unnamed(inTable, batch) : named(header);
    if (inTable.isEmpty()) {
      create(batch);
    }
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(insert())) {
      ParameterMetaData wanted = insert.getParameterMetaData();
      types = new int[columns.size()];
      for (int i = 0; i < types.length; i++) {
        types[i] = wanted.getParameterType(i + 1);
      }
      while (!batch.isEmpty()) {
        load(insert, batch);
        batch = takeMore();
      }
    }
    return new Result(loaded, skipped);
  }

  private List<CsvRecord> take() throws IOException {
    List<CsvRecord> batch = new ArrayList<>();
    int chars = 0;
    CsvRecord record = in.next();
    while (record != null) {
      batch.add(record);
      chars += record.text().length();
      record = batch.size() < BATCH && chars < BATCH_CHARS ? in.next() : null;
    }
    return batch;
  }

  /** Where nothing more can be read, what was read so far is there all the same. */
  private List<CsvRecord> takeMore() throws IOException {
    try {
      return take();
    } catch (UserException e) {
      throw new UserException(
          ErrorCode.MALFORMED_IMPORT,
          e.getMessage() + "; " + loaded + " rows from above are in the table",
          e);
    }
  }

  private static List<String> named(CsvRecord header) {
    List<String> names = new ArrayList<>();
    for (String name : header.values()) {
      if (name == null || name.isBlank()) {
        throw new UserException(
            ErrorCode.MALFORMED_IMPORT,
            "line " + header.line() + ": column " + (names.size() + 1) + " has no name");
      }
      names.add(name.strip());
    }
    return names;
  }

  private static List<String> unnamed(List<String> inTable, List<CsvRecord> batch) {
    if (!inTable.isEmpty()) {
      return inTable;
    }
    List<String> names = new ArrayList<>();
    int count = batch.isEmpty() ? 0 : batch.get(0).values().size();
    for (int i = 1; i <= count; i++) {
      names.add("column" + i);
    }
    return names;
  }

  /** The columns that a table has; none if there is no such table. */
  private List<String> columnsOfTable() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT * FROM " + options.table() + " FETCH FIRST 0 ROWS ONLY")) {
      ResultSetMetaData of = rows.getMetaData();
      for (int i = 1; i <= of.getColumnCount(); i++) {
        found.add(of.getColumnName(i));
      }
    } catch (SQLException e) {
      if (!UNKNOWN_TABLE.equals(e.getSQLState())) {
        throw e;
      }
    }
    return found;
  }

  private void create(List<CsvRecord> batch) throws SQLException {
    List<CsvRecord> first = batch.stream().filter(one -> one.wrong().isEmpty()).toList();
    List<String> parts = new ArrayList<>();
    guesses = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Guess guess = Guess.of(first, i);
      guesses.add(guess);
      parts.add(quoted(columns.get(i)) + " " + guess.sql());
    }
    if (!options.key().isEmpty()) {
      parts.add(
          options.key().stream()
              .map(CsvImport::quoted)
              .collect(Collectors.joining(", ", "PRIMARY KEY (", ")")));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + options.table() + " (" + String.join(", ", parts) + ")");
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private String insert() {
    return "INSERT INTO "
        + options.table()
        + columns.stream().map(CsvImport::quoted).collect(Collectors.joining(", ", " (", ")"))
        + " VALUES ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  private void load(PreparedStatement insert, List<CsvRecord> batch) throws SQLException {
    try {
      insert.clearBatch();
      for (CsvRecord record : batch) {
        bind(insert, record);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      loaded += batch.size();
    } catch (SQLException | UserException e) {
      requireOfRecord(e, batch);
      connection.rollback();
      insert.clearBatch();
      loadOneByOne(insert, batch, e);
    }
  }

  /** Whoever tries again has to know what is there by now. */
  private void requireOfRecord(Exception failed, List<CsvRecord> batch) throws SQLException {
    if (failed instanceof SQLException e && OF_NO_RECORD.matcher(state(e)).matches()) {
      boolean isUnknown = state(e).equals(OUTCOME_UNKNOWN);
      throw new SQLException(
          e.getMessage()
              + "; "
              + loaded
              + " rows before line "
              + batch.get(0).line()
              + " are in the table"
              + (isUnknown ? ", and it may be that those up to line " : "")
              + (isUnknown ? batch.get(batch.size() - 1).line() + " are as well" : ""),
          e.getSQLState(),
          e.getErrorCode(),
          e);
    }
  }

  private static String state(SQLException e) {
    return Objects.requireNonNullElse(e.getSQLState(), "");
  }

  /** Finds out which records do not fit. */
  private void loadOneByOne(PreparedStatement insert, List<CsvRecord> batch, Exception together)
      throws SQLException {
    long good = 0;
    for (CsvRecord record : batch) {
      String wrong = tryOne(insert, record, batch);
      if (wrong.isEmpty()) {
        good++;
      } else if (options.goesOn()) {
        refuse(record, wrong);
      } else {
        connection.rollback();
        throw new UserException(
            ErrorCode.MALFORMED_IMPORT,
            "line "
                + record.line()
                + ": "
                + wrong
                + "; "
                + loaded
                + " rows before line "
                + batch.get(0).line()
                + " are in the table, mend the file and import the rest",
            together);
      }
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      requireOfRecord(e, batch);
      throw e;
    }
    loaded += good;
  }

  /** What is wrong with a record; nothing if it is a row now. */
  private String tryOne(PreparedStatement insert, CsvRecord record, List<CsvRecord> batch)
      throws SQLException {
    try {
      bind(insert, record);
      insert.executeUpdate();
      return "";
    } catch (SQLException | UserException e) {
      requireOfRecord(e, batch);
      return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }
  }

  private void refuse(CsvRecord record, String wrong) {
    refused.println("# line " + record.line() + ": " + wrong.replaceAll("\\R", " "));
    refused.println(record.text());
    skipped++;
  }

  private void bind(PreparedStatement insert, CsvRecord record) throws SQLException {
    if (!record.wrong().isEmpty()) {
      throw new UserException(ErrorCode.MALFORMED_IMPORT, record.wrong());
    }
    if (record.values().size() != columns.size()) {
      throw new UserException(
          ErrorCode.MALFORMED_IMPORT,
          record.values().size() + " values for " + columns.size() + " columns");
    }
    for (int i = 0; i < columns.size(); i++) {
      bind(insert, i, record.values().get(i));
    }
  }

  private void bind(PreparedStatement insert, int column, @Nullable String value)
      throws SQLException {
    if (value == null) {
      insert.setNull(column + 1, Types.NULL);
      return;
    }
    if (!guesses.isEmpty() && !guesses.get(column).values().test(value)) {
      throw new UserException(
          ErrorCode.MALFORMED_IMPORT,
          "column "
              + columns.get(column)
              + ": "
              + guesses.get(column).sql()
              + ", which has room for the first values, has none for '"
              + value
              + "'; make the table before");
    }
    try {
      insert.setObject(column + 1, value, types[column]);
    } catch (SQLException e) {
      throw new SQLException(
          "column " + columns.get(column) + ": " + e.getMessage(), e.getSQLState(), e);
    }
  }
}
