package io.ewig.parser.definition;

import io.ewig.engine.schema.MergeLaw;
import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What an ALTER TABLE does. */
public abstract sealed class TableChange extends Node {

  private TableChange(
      NodeOperator operator, SqlParserPos pos, int count, @Nullable SqlNode[] operands) {
    super(operator, pos, count, operands);
  }

  private static NodeOperator operator(String name, NodeOperator.Maker maker) {
    return new NodeOperator(name, SqlKind.OTHER_DDL, maker);
  }

  /** {@code ADD [COLUMN] [IF NOT EXISTS] c ..}. Operands: that; the column; its constraints. */
  public static final class AddColumn extends TableChange {
    private static final NodeOperator OPERATOR = operator("ADD COLUMN", AddColumn::new);

    public AddColumn(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 3, operands);
    }

    public boolean ifNotExists() {
      return flag(0);
    }

    public ColumnDefinition column() {
      return (ColumnDefinition) get(1);
    }

    /** What was written at the column. */
    public List<Constraint> constraints() {
      return list(2, Constraint.class);
    }

    @Override
    protected void print(Printer out) {
      out.words("ADD COLUMN").wordsIf(ifNotExists(), "IF NOT EXISTS").node(column());
      constraints().forEach(constraint -> constraint.printAtColumn(out));
    }
  }

  /** {@code DROP [COLUMN] [IF EXISTS] c [CASCADE]}. Operands: that; the name; that. */
  public static final class DropColumn extends TableChange {
    private static final NodeOperator OPERATOR = operator("DROP COLUMN", DropColumn::new);

    public DropColumn(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 3, operands);
    }

    public boolean ifExists() {
      return flag(0);
    }

    public String column() {
      return simpleName(1);
    }

    public boolean isCascade() {
      return flag(2);
    }

    @Override
    protected void print(Printer out) {
      out.words("DROP COLUMN").wordsIf(ifExists(), "IF EXISTS").node(get(1));
      out.wordsIf(isCascade(), "CASCADE");
    }
  }

  /** {@code RENAME [COLUMN] a TO b}. Operands: a; b. */
  public static final class RenameColumn extends TableChange {
    private static final NodeOperator OPERATOR = operator("RENAME COLUMN", RenameColumn::new);

    public RenameColumn(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public String column() {
      return simpleName(0);
    }

    public String newName() {
      return simpleName(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("RENAME COLUMN").node(get(0)).words("TO").node(get(1));
    }
  }

  /** {@code RENAME TO u}. Operand: u. */
  public static final class RenameTable extends TableChange {
    private static final NodeOperator OPERATOR = operator("RENAME TABLE", RenameTable::new);

    public RenameTable(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 1, operands);
    }

    public String newName() {
      return simpleName(0);
    }

    @Override
    protected void print(Printer out) {
      out.words("RENAME TO").node(get(0));
    }
  }

  /** {@code ALTER [COLUMN] c [SET DATA] TYPE t}. Operands: c; t. */
  public static final class SetType extends TableChange {
    private static final NodeOperator OPERATOR = operator("SET TYPE", SetType::new);

    public SetType(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public String column() {
      return simpleName(0);
    }

    /** See {@link ColumnType}. */
    public SqlNode type() {
      return get(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALTER COLUMN").node(get(0)).words("SET DATA TYPE");
      ColumnType.print(out, type());
    }
  }

  /** {@code ALTER [COLUMN] c SET DEFAULT x}. Operands: c; x. */
  public static final class SetDefault extends TableChange {
    private static final NodeOperator OPERATOR = operator("SET DEFAULT", SetDefault::new);

    public SetDefault(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public String column() {
      return simpleName(0);
    }

    public SqlNode value() {
      return get(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALTER COLUMN").node(get(0)).words("SET DEFAULT").node(value());
    }
  }

  /** {@code ALTER [COLUMN] c ADD GENERATED .. AS IDENTITY}. Operands: c; the identity. */
  public static final class AddIdentity extends TableChange {
    private static final NodeOperator OPERATOR = operator("ADD IDENTITY", AddIdentity::new);

    public AddIdentity(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public String column() {
      return simpleName(0);
    }

    public Identity identity() {
      return (Identity) get(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALTER COLUMN").node(get(0)).words("ADD").node(identity());
    }
  }

  /** {@code ALTER [COLUMN] c DROP what [IF EXISTS]}. Operands: c; that. */
  abstract static sealed class DropOfColumn extends TableChange {
    private final String what;

    private DropOfColumn(
        NodeOperator operator, String what, SqlParserPos pos, @Nullable SqlNode... operands) {
      super(operator, pos, 2, operands);
      this.what = what;
    }

    public String column() {
      return simpleName(0);
    }

    public boolean ifExists() {
      return flag(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALTER COLUMN").node(get(0)).words("DROP " + what);
      out.wordsIf(ifExists(), "IF EXISTS");
    }
  }

  /** {@code ALTER [COLUMN] c DROP IDENTITY [IF EXISTS]}. */
  public static final class DropIdentity extends DropOfColumn {
    private static final NodeOperator OPERATOR = operator("DROP IDENTITY", DropIdentity::new);

    public DropIdentity(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, "IDENTITY", pos, operands);
    }
  }

  /** {@code ALTER [COLUMN] c DROP EXPRESSION [IF EXISTS]}. */
  public static final class DropExpression extends DropOfColumn {
    private static final NodeOperator OPERATOR = operator("DROP EXPRESSION", DropExpression::new);

    public DropExpression(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, "EXPRESSION", pos, operands);
    }
  }

  /**
   * {@code ALTER [COLUMN] c RESTART | SET GENERATED .. | SET options}. Operands: c; whether the
   * database's numbers always hold; how it counts.
   */
  public static final class AlterIdentity extends TableChange {
    private static final NodeOperator OPERATOR = operator("ALTER IDENTITY", AlterIdentity::new);

    public AlterIdentity(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 3, operands);
    }

    public String column() {
      return simpleName(0);
    }

    public Optional<Boolean> isAlways() {
      return find(1).map(said -> flag(1));
    }

    public Optional<SequenceOptions> options() {
      return find(2).map(SequenceOptions.class::cast);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALTER COLUMN").node(get(0)).words("SET").node(find(2));
      isAlways().ifPresent(is -> out.words(is ? "GENERATED ALWAYS" : "GENERATED BY DEFAULT"));
    }
  }

  /** {@code ALTER [COLUMN] c DROP DEFAULT}. Operand: c. */
  public static final class DropDefault extends TableChange {
    private static final NodeOperator OPERATOR = operator("DROP DEFAULT", DropDefault::new);

    public DropDefault(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 1, operands);
    }

    public String column() {
      return simpleName(0);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALTER COLUMN").node(get(0)).words("DROP DEFAULT");
    }
  }

  /** {@code ALTER [COLUMN] c SET | DROP NOT NULL}. Operands: c; whether NULL is refused. */
  public static final class SetNotNull extends TableChange {
    private static final NodeOperator OPERATOR = operator("SET NOT NULL", SetNotNull::new);

    public SetNotNull(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public String column() {
      return simpleName(0);
    }

    public boolean isNotNull() {
      return flag(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALTER COLUMN").node(get(0)).words(isNotNull() ? "SET NOT NULL" : "DROP NOT NULL");
    }
  }

  /** {@code ALTER [COLUMN] c SET MERGE law}. Operands: c; the law. */
  public static final class SetMergeLaw extends TableChange {
    private static final NodeOperator OPERATOR = operator("SET MERGE", SetMergeLaw::new);

    public SetMergeLaw(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public String column() {
      return simpleName(0);
    }

    public MergeLaw law() {
      return word(1, MergeLaw.class);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALTER COLUMN").node(get(0)).words("SET MERGE").words(law().name());
    }
  }

  /** {@code SET MERGE DELETE | UPDATE WINS}. Operand: whether deletions win. */
  public static final class SetDeletionsWin extends TableChange {
    private static final NodeOperator OPERATOR = operator("SET MERGE DELETE", SetDeletionsWin::new);

    public SetDeletionsWin(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 1, operands);
    }

    public boolean deletionsWin() {
      return flag(0);
    }

    @Override
    protected void print(Printer out) {
      out.words("SET MERGE").words(deletionsWin() ? "DELETE WINS" : "UPDATE WINS");
    }
  }

  /** {@code ADD [CONSTRAINT n] ..}. Operand: the constraint. */
  public static final class AddConstraint extends TableChange {
    private static final NodeOperator OPERATOR = operator("ADD CONSTRAINT", AddConstraint::new);

    public AddConstraint(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 1, operands);
    }

    public Constraint constraint() {
      return (Constraint) get(0);
    }

    @Override
    protected void print(Printer out) {
      out.words("ADD").node(get(0));
    }
  }

  /** {@code DROP CONSTRAINT [IF EXISTS] n [CASCADE]}. Operands: that; n; that. */
  public static final class DropConstraint extends TableChange {
    private static final NodeOperator OPERATOR = operator("DROP CONSTRAINT", DropConstraint::new);

    public DropConstraint(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 3, operands);
    }

    public boolean ifExists() {
      return flag(0);
    }

    public String constraint() {
      return simpleName(1);
    }

    public boolean isCascade() {
      return flag(2);
    }

    @Override
    protected void print(Printer out) {
      out.words("DROP CONSTRAINT").wordsIf(ifExists(), "IF EXISTS").node(get(1));
      out.wordsIf(isCascade(), "CASCADE");
    }
  }

  /** {@code RENAME CONSTRAINT a TO b}. Operands: a; b. */
  public static final class RenameConstraint extends TableChange {
    private static final NodeOperator OPERATOR =
        operator("RENAME CONSTRAINT", RenameConstraint::new);

    public RenameConstraint(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public String constraint() {
      return simpleName(0);
    }

    public String newName() {
      return simpleName(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("RENAME CONSTRAINT").node(get(0)).words("TO").node(get(1));
    }
  }
}
