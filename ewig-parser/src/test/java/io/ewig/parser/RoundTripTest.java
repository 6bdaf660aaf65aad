package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

  static List<String> statements() {
    return Statements.all();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void whatIsPrintedIsParsedToAnEqualTree(String sql) {
    SqlNode tree = SqlText.parse(sql).tree();
    String printed = SqlText.print(tree);
    SqlNode again = SqlText.parse(printed).tree();
    assertThat(again.equalsDeep(tree, Litmus.IGNORE)).as(sql + "\n" + printed).isTrue();
    assertThat(SqlText.print(again)).isEqualTo(printed);
  }
}
