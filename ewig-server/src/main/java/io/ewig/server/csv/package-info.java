/**
 * Tables from CSV. Start here: {@link io.ewig.server.csv.CsvImport}.
 *
 * <p>{@link io.ewig.server.csv.CsvReader} knows the format and nothing of databases; the import
 * knows JDBC and nothing of Ewig. What is read was written by anybody: records are bounded, and
 * each refusal names its line and column. One thread.
 */
@NullMarked
package io.ewig.server.csv;

import org.jspecify.annotations.NullMarked;
