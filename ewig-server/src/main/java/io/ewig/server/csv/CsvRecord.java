package io.ewig.server.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a CSV file.
 *
 * @param line where it begins, from 1
 * @param text as it stands in the file
 * @param values null for what stands for nothing
 * @param wrong why it is no record after all; nothing if it is one
 */
record CsvRecord(long line, String text, List<@Nullable String> values, String wrong) {}
