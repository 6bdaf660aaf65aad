package io.ewig.calcite.vector;

import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.TextVector;
import io.ewig.engine.column.Zone;
import io.ewig.engine.json.JsonPointer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a relation as columns, which are numbered as the relation's are; one entry for each row.
 * Arrays are shared: nobody changes them. One thread; valid until the next one comes.
 */
public interface Batch {

  /** No batch has more rows. */
  int ROWS_MAX = 4096;

  /** How many rows it has. */
  int size();

  /** Which of them are wanted, at most; a new selection each time. */
  void select(Selection into);

  /** Of a column of numbers or instants. */
  long[] longs(int column);

  /** Where such a column is null; empty if it is nowhere. */
  boolean[] nulls(int column);

  /** Between which numbers such a column lies. */
  Zone zone(int column);

  /** Whether such a column is known to be null nowhere, and not to go back from row to row. */
  default boolean isRising(int column) {
    return false;
  }

  /** Of a column of texts. */
  TextVector texts(int column);

  /** Of a column of names or of coded values. */
  int[] codes(int column);

  /** What codes stand for; the same object as long as they stand for the same. */
  Names names(int column);

  /** The same where values need be no names. */
  default Coded coded(int column) {
    return names(column);
  }

  /** A place in a column of documents. */
  PathVector path(int column, JsonPointer pointer);

  /** Any column's value, as it is in rows. */
  @Nullable Object value(int column, int row);

  /** What codes stand for: more may come, none changes. */
  interface Coded {
    int size();

    @Nullable Object value(int code);
  }

  /** The same of a column of names, each of which has one code. */
  interface Names extends Coded {
    String get(int code);

    @Override
    default Object value(int code) {
      return get(code);
    }
  }
}
