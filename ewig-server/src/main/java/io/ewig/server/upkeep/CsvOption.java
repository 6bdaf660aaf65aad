package io.ewig.server.upkeep;

import io.ewig.server.csv.CsvOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** That a table is meant and not history, and how its rows stand in a file. */
final class CsvOption {

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      required = true,
      description = "Rows of this table in CSV; it is made if there is none. Default: all history.")
  private String table = "";

  @Option(names = "--csv", description = "Said for clearness: a table's rows are in CSV.")
  @SuppressWarnings("UnusedVariable") // it changes nothing
  private boolean isCsv;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      defaultValue = ",",
      converter = Delimiter.class,
      description = "Between values, \\\\t for a tabulator; default: a comma.")
  private char delimiter;

  @Option(
      names = "--null",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What stands for a null where it is not in quotes; default: nothing.")
  private String nullMarker = "";

  @Option(
      names = "--no-header",
      description = "The first line is a row; columns are those of the table, in order.")
  private boolean hasNoHeader;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of the primary key, if the table is made.")
  private List<String> key = new ArrayList<>();

  @Option(
      names = "--skip-errors",
      paramLabel = "FILE",
      description = "Write rows that do not fit into this file, and go on.")
  private @Nullable Path refused;

  CsvOptions options() {
    return new CsvOptions(table, delimiter, nullMarker, !hasNoHeader, key, refused != null);
  }

  @Nullable Path refused() {
    return refused;
  }
}
