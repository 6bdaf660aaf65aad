package io.ewig.parser.definition;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.node.Operands;
import io.ewig.parser.node.Place;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Gathers what is said about a column while it is parsed; each thing may be said once. */
public final class ColumnOptions {

  private static final Map<String, SqlTypeName> SERIALS =
      Map.of(
          "smallserial", SqlTypeName.SMALLINT,
          "serial", SqlTypeName.INTEGER,
          "bigserial", SqlTypeName.BIGINT);

  private final SqlIdentifier name;
  private final SqlNodeList constraints;
  private @Nullable Boolean notNull;
  private @Nullable SqlNode defaultValue;
  private @Nullable SqlNode identity;
  private @Nullable SqlNode mergeLaw;
  private @Nullable SqlNode generation;

  public ColumnOptions(SqlIdentifier name, SqlNodeList constraints) {
    this.name = name;
    this.constraints = constraints;
  }

  /** The type; SERIAL says that the column is an identity, too. */
  public SqlNode type(SqlNode type) {
    if (type instanceof SqlDataTypeSpec spec
        && spec.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec named) {
      SqlTypeName integer = SERIALS.get(named.getTypeName().toString());
      if (integer != null) {
        SqlParserPos pos = type.getParserPosition();
        identity(pos);
        notNull();
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(integer, pos), pos);
      }
    }
    return type;
  }

  public void nullable() {
    require(!Boolean.TRUE.equals(notNull), "both NULL and NOT NULL");
    notNull = false;
  }

  public void notNull() {
    require(!Boolean.FALSE.equals(notNull), "both NULL and NOT NULL");
    notNull = true;
  }

  public void defaultValue(SqlNode value) {
    require(defaultValue == null, "two defaults");
    defaultValue = value;
  }

  public void identity(SqlNode node) {
    require(identity == null, "two identities");
    identity = node;
  }

  /** From 1 on, unless a number is given. */
  public void identity(SqlParserPos pos) {
    identity(new Identity(pos, Operands.flag(false), null));
  }

  public void generated(SqlNode expression) {
    require(generation == null, "two expressions that generate it");
    generation = expression;
  }

  /** Whether it is kept in rows; VIRTUAL is not offered. */
  public void kept(SqlIdentifier kind) {
    if (kind.getSimple().equalsIgnoreCase("virtual")) {
      throw Place.of(kind)
          .error(
              ErrorCode.UNSUPPORTED,
              "column '"
                  + name.getSimple()
                  + "' is kept in its rows: say STORED, or compute it in a view");
    }
  }

  public void mergeLaw(SqlNode law) {
    require(mergeLaw == null, "two laws for merges");
    mergeLaw = law;
  }

  public void primaryKey(SqlParserPos pos, @Nullable SqlIdentifier constraint) {
    constraints.add(new Constraint.PrimaryKey(pos, constraint, columns()));
  }

  public void unique(SqlParserPos pos, @Nullable SqlIdentifier constraint) {
    constraints.add(new Constraint.Unique(pos, constraint, columns()));
  }

  public void constraint(SqlNode constraint) {
    constraints.add(constraint);
  }

  public SqlNodeList columns() {
    return SqlNodeList.of(name);
  }

  public ColumnDefinition column(SqlParserPos pos, @Nullable SqlNode type) {
    require(defaultValue == null || identity == null, "both a default and an identity");
    require(defaultValue == null || generation == null, "both a default and an expression");
    require(identity == null || generation == null, "both an identity and an expression");
    SqlNode flag = Operands.flag(Boolean.TRUE.equals(notNull));
    return new ColumnDefinition(
        pos, name, type, flag, defaultValue, identity, mergeLaw, generation);
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw Place.of(name)
          .error(
              ErrorCode.SYNTAX_ERROR,
              "column '" + name.getSimple() + "' has " + what + "; keep one");
    }
  }
}
