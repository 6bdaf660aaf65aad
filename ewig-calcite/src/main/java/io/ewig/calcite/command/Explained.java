package io.ewig.calcite.command;

import io.ewig.parser.session.ExplainAnalyze;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlNode;

/** The statement within an EXPLAIN. */
final class Explained {

  private Explained() {}

  static boolean is(SqlNode tree) {
    return tree instanceof SqlExplain || tree instanceof ExplainAnalyze;
  }

  static SqlNode in(SqlNode tree) {
    return tree instanceof ExplainAnalyze analyze
        ? analyze.statement()
        : ((SqlExplain) tree).getExplicandum();
  }
}
