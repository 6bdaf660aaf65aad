package io.ewig.calcite.expression.rex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;

class EwigOperatorsTest {

  @Test
  void everyOperatorIsCompiledOrBelongsToAGroup() {
    Collection<SqlOperator> compiled = Catalogue.functions().operators();
    List<SqlOperator> others =
        Stream.of(
                EwigOperators.AGGREGATES,
                OwnAggregates.all(),
                EwigOperators.WINDOW_FUNCTIONS,
                EwigOperators.SYNTAX)
            .flatMap(List::stream)
            .toList();
    assertThat(EwigOperators.table().getOperatorList())
        .allSatisfy(
            operator ->
                assertThat(Catalogue.functions().get(operator) != null || others.contains(operator))
                    .as(operator.toString())
                    .isTrue());
    assertThat(compiled).doesNotContainAnyElementsOf(EwigOperators.AGGREGATES);
  }

  @Test
  void groupsHoldWhatTheySay() {
    assertThat(EwigOperators.AGGREGATES).allMatch(SqlAggFunction.class::isInstance);
    assertThat(OwnAggregates.all()).allMatch(SqlAggFunction.class::isInstance);
    assertThat(EwigOperators.WINDOW_FUNCTIONS).allMatch(SqlOperator::isAggregator);
  }

  @Test
  void nothingOfXmlOrSpaceIsThere() {
    assertThat(EwigOperators.table().getOperatorList().stream().map(SqlOperator::getName))
        .noneMatch(name -> name.startsWith("ST_") || name.contains("XML"))
        .contains("BETWEEN ASYMMETRIC", "JSON_VALUE", "CURRENT_BRANCH");
  }

  @Test
  void aStandardOperatorThatIsMissingIsMissingOnPurpose() {
    List<String> present =
        EwigOperators.table().getOperatorList().stream().map(SqlOperator::getName).toList();
    List<String> missing =
        SqlStdOperatorTable.instance().getOperatorList().stream()
            .map(SqlOperator::getName)
            .filter(name -> !present.contains(name))
            .distinct()
            .sorted()
            .toList();
    assertThat(missing).allMatch(EwigOperatorsTest::isLeftOut);
  }

  /** Multisets, grouped windows, row patterns, random numbers, variants, snapshots of vendors. */
  private static boolean isLeftOut(String name) {
    return name.startsWith("$")
        || name.contains("MULTISET")
        || name.contains("PATTERN")
        || name.startsWith("HOP")
        || name.startsWith("TUMBLE")
        || name.startsWith("SESSION")
        || LEFT_OUT.contains(name);
  }

  private static final Set<String> LEFT_OUT =
      Set.of(
          // multisets
          "FUSION",
          "INTERSECTION",
          "IS A SET",
          "IS NOT A SET",
          "IS EMPTY",
          "IS NOT EMPTY",
          "MEMBER OF",
          "SUBMULTISET OF",
          "NOT SUBMULTISET OF",
          // row patterns
          "",
          "|",
          "FIRST",
          "LAST",
          "PREV",
          "NEXT",
          "FINAL",
          "RUNNING",
          "CLASSIFIER",
          "MATCH_NUMBER",
          // table functions of streams, procedures, objects, streams of other systems
          "DESCRIPTOR",
          "SET_SEMANTICS_TABLE",
          "NEW",
          "EXTEND",
          "GROUP_ID",
          // rewritten before they are looked for
          "CALL",
          "NEXT_VALUE",
          "CURRENT_VALUE",
          // encodings of characters: all is Unicode here
          "CONVERT",
          "TRANSLATE",
          // not the same twice
          "RAND",
          "RAND_INTEGER",
          // variants, and JSON documents changed in place
          "COLON",
          "TYPEOF",
          "VARIANTNULL",
          "JSON_INSERT",
          "JSON_PRETTY",
          "JSON_REMOVE",
          "JSON_REPLACE",
          "JSON_SET",
          "JSON_STORAGE_SIZE",
          // shifts
          "<<",
          "LEFTSHIFT");
}
