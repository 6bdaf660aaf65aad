package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.parser.change.JoinedChange;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;
import org.junit.jupiter.api.Test;

/** Changes beside other tables, and lists of columns that are set to rows. */
class RowAssignmentTest {

  private static SqlNode parse(String sql) {
    return SqlText.parse(sql).tree();
  }

  @Test
  void aRowOfValuesIsAValueForEachColumn() {
    SqlUpdate update = (SqlUpdate) parse("UPDATE t SET (a, b) = ROW (1, DEFAULT), c = 2");
    assertThat(update.getTargetColumnList()).hasToString("`a`, `b`, `c`");
    assertThat(update.getSourceExpressionList()).hasToString("1, DEFAULT, 2");
  }

  @Test
  void aQueryForARowIsAskedForEachColumn() {
    SqlUpdate update = (SqlUpdate) parse("UPDATE t SET (a, b) = (SELECT x, y FROM u)");
    SqlNode first = update.getSourceExpressionList().get(0);
    SqlNode second = update.getSourceExpressionList().get(1);
    assertThat(SqlText.print(first)).contains("\"row\".\"0\"").contains("\"x\", \"y\"");
    assertThat(SqlText.print(second)).contains("\"row\".\"1\"").contains("\"x\", \"y\"");
  }

  @Test
  void aQueryForOneColumnStaysWhatItIs() {
    SqlUpdate update = (SqlUpdate) parse("UPDATE t SET (a) = (SELECT x FROM u)");
    assertThat(SqlText.print(update.getSourceExpressionList().get(0)))
        .isEqualTo("SELECT \"x\" FROM \"u\"");
  }

  @Test
  void aRowHasAsManyValuesAsThereAreColumns() {
    assertThatThrownBy(() -> parse("UPDATE t SET (a, b) = (1, 2, 3)"))
        .hasMessageContaining("a list of 2 columns is given 3 values");
  }

  @Test
  void otherTablesStandBesideTheOneThatIsChanged() {
    JoinedChange update = (JoinedChange) parse("UPDATE t SET a = 1 FROM u, v WHERE b");
    assertThat(update.change()).isInstanceOf(SqlUpdate.class);
    assertThat(update.others().toString()).contains("`u`").contains("`v`");
    JoinedChange delete = (JoinedChange) parse("DELETE FROM t USING u");
    assertThat(delete.change()).isInstanceOf(SqlDelete.class);
  }
}
