package io.ewig.jdbc.statement;

import java.sql.Statement;
import java.util.Arrays;

/** Counts of rows where JDBC has room for an int only. */
final class Counts {

  private Counts() {}

  static int narrow(long count) {
    return count > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) count;
  }

  static int[] narrow(long[] counts) {
    return Arrays.stream(counts).mapToInt(Counts::narrow).toArray();
  }
}
