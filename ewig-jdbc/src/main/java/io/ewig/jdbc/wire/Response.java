package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.packed.Packed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server answers. */
public sealed interface Response {

  /**
   * A session began.
   *
   * @param session the secret that each further request has to carry
   * @param version of the server's product
   */
  record Opened(String session, String catalog, String version, String user) implements Response {}

  record Prepared(
      long statement, boolean isQuery, List<ColumnInfo> columns, List<ValueType> parameters)
      implements Response {}

  /**
   * Rows of a result, and how to get more.
   *
   * @param columns null if they are those that were told last of this statement or result
   * @param packed {@code count} rows, by {@code ValueWriter}
   * @param result what more rows are to be asked of; 0 if there are no more
   * @param failure what came instead of the next row
   */
  record Rows(
      @Nullable List<ColumnInfo> columns,
      int count,
      Packed packed,
      long result,
      @Nullable Failure failure)
      implements Response {}

  /**
   * @param keys of the rows that were written, if they were asked for
   */
  record Count(long count, @Nullable Rows keys) implements Response {}

  /** Of a batch. */
  record Counts(long[] counts) implements Response {}

  /**
   * @param number of a mark that was set, or 1 and 0 for yes and no, or 0
   */
  record Done(long number) implements Response {}

  /**
   * @param isSessionLost nothing was done, because there is no such session (any more)
   * @param counts of what a batch did before it failed; null if it was none
   */
  record Failed(Failure failure, boolean isSessionLost, long @Nullable [] counts)
      implements Response {}
}
