package io.ewig.server.csv;

import java.util.List;

/**
 * How a file is read into a table.
 *
 * @param table as SQL calls it
 * @param nullMarker what stands for a null where it is not in quotes
 * @param hasHeader whether the first record names columns; else they are those of the table
 * @param key columns of the primary key, for a table that is made
 * @param goesOn whether records that do not fit are passed over
 */
public record CsvOptions(
    String table,
    char delimiter,
    String nullMarker,
    boolean hasHeader,
    List<String> key,
    boolean goesOn) {}
