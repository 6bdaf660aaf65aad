package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.parser.branch.CreateBranch;
import io.ewig.parser.branch.MergeBranch;
import io.ewig.parser.branch.ResetBranch;
import io.ewig.parser.branch.ResolveConflict;
import io.ewig.parser.change.MergeRows;
import io.ewig.parser.change.Returning;
import io.ewig.parser.change.Upsert;
import io.ewig.parser.change.WhenClause;
import io.ewig.parser.definition.AlterTable;
import io.ewig.parser.definition.Constraint;
import io.ewig.parser.definition.CreateIndex;
import io.ewig.parser.definition.CreateTable;
import io.ewig.parser.definition.Drop;
import io.ewig.parser.definition.ObjectKind;
import io.ewig.parser.definition.TableChange;
import io.ewig.parser.session.Begin;
import io.ewig.parser.session.Isolation;
import io.ewig.parser.session.SetSetting;
import io.ewig.parser.session.ShowSetting;
import io.ewig.parser.time.Anchor;
import io.ewig.parser.time.Portion;
import io.ewig.parser.time.Span;
import io.ewig.parser.time.TableAt;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;

class NodesTest {

  private static <N extends SqlNode> N parse(String sql, Class<N> node) {
    return node.cast(SqlText.parse(sql).tree());
  }

  private static TableAt table(String from) {
    return (TableAt) parse("SELECT * FROM " + from, SqlSelect.class).getFrom();
  }

  @Test
  void aTableHasABranchAndTwoTimes() {
    TableAt table =
        table("t FOR VALID_TIME FROM a TO b FOR BRANCH 'dev' FOR SYSTEM_TIME AS OF TAG 'v1'");
    assertThat(table.table()).hasToString("t");
    assertThat(table.branch().orElseThrow()).hasToString("'dev'");
    Span.AsOf system = (Span.AsOf) table.systemTime().orElseThrow();
    assertThat(system.anchor()).isEqualTo(Anchor.TAG);
    assertThat(system.value()).hasToString("'v1'");
    assertThat(table.validTime().orElseThrow()).isInstanceOf(Span.FromTo.class);
    assertThat(table("t FOR SYSTEM_TIME ALL").systemTime().orElseThrow())
        .isInstanceOf(Span.All.class);
    assertThat(table("t FOR SYSTEM_TIME ALL").validTime()).isEmpty();
  }

  @Test
  void anAliasIsOutsideWhereverItIsWritten() {
    SqlNode before = SqlText.parse("SELECT * FROM t AS x FOR SYSTEM_TIME AS OF ?").tree();
    SqlNode after = SqlText.parse("SELECT * FROM t FOR SYSTEM_TIME AS OF ? x").tree();
    assertThat(before.equalsDeep(after, Litmus.IGNORE)).isTrue();
    SqlCall as = (SqlCall) ((SqlSelect) before).getFrom();
    assertThat(as.getKind()).isEqualTo(SqlKind.AS);
    assertThat(as.getOperandList().get(0)).isInstanceOf(TableAt.class);
  }

  @Test
  void aColumnThatIsCalledLikeAnAnchorIsATime() {
    Span.AsOf asOf = (Span.AsOf) table("t FOR SYSTEM_TIME AS OF d.tag").systemTime().orElseThrow();
    assertThat(asOf.anchor()).isEqualTo(Anchor.TIME);
    Span.AsOf alone = (Span.AsOf) table("t FOR SYSTEM_TIME AS OF seq").systemTime().orElseThrow();
    assertThat(alone.anchor()).isEqualTo(Anchor.TIME);
  }

  @Test
  void shuttlesRebuildNodes() {
    SqlNode tree = SqlText.parse("SELECT * FROM t FOR SYSTEM_TIME AS OF a WHERE b").tree();
    SqlNode renamed =
        tree.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier id) {
                return id.isStar() ? id : new SqlIdentifier(id + "2", id.getParserPosition());
              }
            });
    SqlNode wanted = SqlText.parse("SELECT * FROM t2 FOR SYSTEM_TIME AS OF a2 WHERE b2").tree();
    assertThat(renamed.equalsDeep(wanted, Litmus.IGNORE)).isTrue();
    for (String sql : Statements.all()) {
      SqlNode statement = SqlText.parse(sql).tree();
      assertThat(
              statement.clone(statement.getParserPosition()).equalsDeep(statement, Litmus.IGNORE))
          .as(sql)
          .isTrue();
    }
  }

  @Test
  void statementsThatDifferAreNotEqual() {
    var statements = Statements.all();
    for (int i = 1; i < statements.size(); i++) {
      SqlNode a = SqlText.parse(statements.get(i - 1)).tree();
      SqlNode b = SqlText.parse(statements.get(i)).tree();
      boolean printedAlike = SqlText.print(a).equals(SqlText.print(b));
      assertThat(a.equalsDeep(b, Litmus.IGNORE)).as(statements.get(i)).isEqualTo(printedAlike);
    }
  }

  @Test
  void aTemporalUpdateHasAPortionForItsTarget() {
    SqlUpdate update =
        parse(
            "UPDATE t FOR PORTION OF VALID_TIME FROM a TO b + 1 AS x SET c = DEFAULT WHERE d",
            SqlUpdate.class);
    Portion portion = (Portion) update.getTargetTable();
    assertThat(portion.table()).hasToString("t");
    assertThat(portion.to()).isInstanceOf(SqlCall.class);
    assertThat(update.getAlias()).hasToString("x");
    assertThat(update.getSourceExpressionList().get(0).getKind()).isEqualTo(SqlKind.DEFAULT);
    SqlDelete delete =
        parse("DELETE FROM t FOR PORTION OF VALID_TIME FROM ? TO ?", SqlDelete.class);
    assertThat(delete.getTargetTable()).isInstanceOf(Portion.class);
  }

  @Test
  void anInsertMayUpdateAndReturn() {
    Returning returning =
        parse(
            "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE c"
                + " RETURNING a, b AS x",
            Returning.class);
    assertThat(returning.items()).hasSize(2);
    Upsert upsert = (Upsert) returning.statement();
    assertThat(upsert.doesNothing()).isFalse();
    assertThat(upsert.keyColumns()).hasSize(1);
    assertThat(upsert.columns()).hasSize(1);
    assertThat(upsert.values()).hasSize(1);
    assertThat(upsert.condition()).isPresent();
    Upsert nothing = parse("INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING", Upsert.class);
    assertThat(nothing.doesNothing()).isTrue();
    assertThat(nothing.keyColumns()).isEmpty();
  }

  @Test
  void aMergeHasItsClausesInOrder() {
    MergeRows merge =
        parse(
            "MERGE INTO t USING u ON a WHEN MATCHED AND b THEN DELETE WHEN MATCHED THEN UPDATE"
                + " SET c = 1 WHEN NOT MATCHED THEN INSERT (c) VALUES (2) WHEN NOT MATCHED THEN"
                + " INSERT DEFAULT VALUES",
            MergeRows.class);
    assertThat(merge.clauses())
        .extracting(WhenClause::action)
        .containsExactly(
            WhenClause.Action.DELETE,
            WhenClause.Action.UPDATE,
            WhenClause.Action.INSERT,
            WhenClause.Action.INSERT);
    assertThat(merge.clauses().get(0).condition()).isPresent();
    assertThat(merge.clauses().get(2).values()).hasSize(1);
    assertThat(merge.clauses().get(3).values()).isEmpty();
    assertThat(merge.alias()).isEmpty();
  }

  @Test
  void constraintsOfColumnsAreConstraintsOfTheTable() {
    CreateTable table =
        parse(
            "CREATE TABLE t (a INT PRIMARY KEY, b INT CONSTRAINT u UNIQUE MERGE COUNTER,"
                + " c INT REFERENCES p ON DELETE SET DEFAULT, CHECK (a > b))",
            CreateTable.class);
    assertThat(table.columns()).hasSize(3);
    assertThat(table.columns().get(1).mergeLaw()).contains(MergeLaw.COUNTER);
    assertThat(table.constraints()).hasSize(4);
    Constraint.PrimaryKey key = (Constraint.PrimaryKey) table.constraints().get(0);
    assertThat(key.columns()).extracting(SqlIdentifier::getSimple).containsExactly("a");
    assertThat(table.constraints().get(1).name()).contains("u");
    Constraint.Reference reference = (Constraint.Reference) table.constraints().get(2);
    assertThat(reference.parentColumns()).isEmpty();
    assertThat(reference.onDelete()).isEqualTo(ReferentialAction.SET_DEFAULT);
    assertThat(reference.onUpdate()).isEqualTo(ReferentialAction.NO_ACTION);
  }

  @Test
  void aTableSaysWhetherDeletionsWin() {
    for (String law : List.of("MERGE DELETE WINS", "MERGE UPDATE WINS")) {
      boolean wins = law.contains("DELETE");
      for (String rest : List.of("(a INT) " + law, law + " AS SELECT 1 AS a")) {
        CreateTable create = parse("CREATE TABLE t " + rest, CreateTable.class);
        assertThat(create.deletionsWin()).contains(wins);
        assertThat(create.toString()).containsIgnoringWhitespaces(law);
      }
      AlterTable alter = parse("ALTER TABLE t SET " + law, AlterTable.class);
      TableChange.SetDeletionsWin set = (TableChange.SetDeletionsWin) alter.changes().get(0);
      assertThat(set.deletionsWin()).isEqualTo(wins);
      assertThat(alter.toString()).containsIgnoringWhitespaces("SET " + law);
    }
    assertThat(parse("CREATE TABLE t (a INT)", CreateTable.class).deletionsWin()).isEmpty();
  }

  @Test
  void definitionsSayWhatIsToBeDone() {
    AlterTable alter =
        parse("ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT UNIQUE, DROP b", AlterTable.class);
    TableChange.AddColumn add = (TableChange.AddColumn) alter.changes().get(0);
    assertThat(add.ifNotExists()).isTrue();
    assertThat(add.column().name()).isEqualTo("a");
    assertThat(add.constraints()).hasSize(1);
    assertThat(((TableChange.DropColumn) alter.changes().get(1)).column()).isEqualTo("b");
    Drop drop = parse("DROP VIEW IF EXISTS a, s.b CASCADE", Drop.class);
    assertThat(drop.kind()).isEqualTo(ObjectKind.VIEW);
    assertThat(drop.names()).hasSize(2);
    assertThat(drop.isCascade()).isTrue();
    CreateIndex index = parse("CREATE UNIQUE INDEX ON t (a DESC, b)", CreateIndex.class);
    assertThat(index.name()).isEmpty();
    assertThat(index.columns().get(0).getKind()).isEqualTo(SqlKind.DESCENDING);
  }

  @Test
  void branchesAreNamedByNamesOrTexts() {
    CreateBranch create =
        parse("CREATE BRANCH 'Feature/X' FROM Main AS OF SEQ 5 ONLY 'a://b'", CreateBranch.class);
    assertThat(create.only()).contains("a://b");
    assertThat(create.toString()).containsIgnoringWhitespaces("ONLY 'a://b'");
    assertThat(parse("CREATE BRANCH dev", CreateBranch.class).only()).isEmpty();
    assertThat(create.name()).isEqualTo("Feature/X");
    assertThat(create.from()).contains("main");
    assertThat(create.asOf().orElseThrow().anchor()).isEqualTo(Anchor.SEQ);
    ResetBranch reset = parse("RESET BRANCH dev TO AS OF BEFORE TAG 'v1'", ResetBranch.class);
    assertThat(reset.to()).isEmpty();
    assertThat(reset.asOf().orElseThrow().anchor()).isEqualTo(Anchor.BEFORE_TAG);
    MergeBranch merge =
        parse("MERGE BRANCH dev INTO main USING THREE_WAY MESSAGE 'm'", MergeBranch.class);
    assertThat(merge.strategy()).contains(MergeStrategy.THREE_WAY);
    assertThat(merge.message()).contains("m");
    ResolveConflict resolve = parse("RESOLVE CONFLICT 'c' USING VALUE 5", ResolveConflict.class);
    assertThat(resolve.take()).isEqualTo(Resolution.Take.VALUE);
    assertThat(resolve.value()).isPresent();
    assertThat(resolve.merge()).isEmpty();
  }

  @Test
  void settingsHaveNamesAndValues() {
    assertThat(parse("SET TIME ZONE 'UTC'", SetSetting.class).name()).isEqualTo("time_zone");
    assertThat(parse("SET Read_Only TO TRUE", SetSetting.class).name()).isEqualTo("read_only");
    assertThat(parse("SET x = DEFAULT", SetSetting.class).value()).isEmpty();
    SetSetting asOf = parse("SET as_of = COMMIT 'c'", SetSetting.class);
    assertThat(asOf.value().orElseThrow()).isInstanceOf(Span.AsOf.class);
    assertThat(parse("SHOW ALL", ShowSetting.class).name()).isEmpty();
    Begin begin = parse("BEGIN ISOLATION LEVEL READ COMMITTED, READ ONLY", Begin.class);
    assertThat(begin.isReadOnly()).contains(true);
    assertThat(begin.isolation()).contains(Isolation.READ_COMMITTED);
    assertThat(parse("BEGIN", Begin.class).isReadOnly()).isEmpty();
  }
}
