package io.ewig.calcite.plan.validation;

import io.ewig.calcite.expression.cast.Widened;
import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.expression.JsonType;
import io.ewig.parser.node.Place;
import java.util.IdentityHashMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * The types of a recursive query's columns, which Calcite takes from its first rows: {@code SELECT
 * 'a' UNION ALL SELECT x || 'b' FROM r} would have texts of one letter that are never null.
 *
 * <p>A first row has {@link Widened} values instead; those that come later are of the same type if
 * they are of the same kind. Numbers with more digits behind the point than the first ones are
 * refused: each row would have more of them than the one that it comes of.
 */
final class RecursiveColumns {

  private static final String EACH = "each row";

  private final IdentityHashMap<SqlSelect, SqlSelect> seedsOfSteps = new IdentityHashMap<>();

  /** Takes note of a query; either side of it becomes {@code SELECT * FROM (side)}. */
  void note(SqlWithItem item) {
    SqlNode query = body(item);
    if (query.getKind() == SqlKind.UNION
        && ((SqlCall) query).operandCount() == 2
        && reads(((SqlCall) query).operand(1), item.name.getSimple())) {
      SqlCall union = (SqlCall) query;
      SqlSelect seed = all(union.operand(0));
      SqlSelect step = all(union.operand(1));
      union.setOperand(0, seed);
      union.setOperand(1, step);
      seedsOfSteps.put(step, seed);
    }
  }

  private static SqlNode body(SqlWithItem item) {
    SqlNode query = item.query;
    while (query instanceof SqlWith with) {
      query = with.body;
    }
    return query;
  }

  /** Whether a name stands in a query: RECURSIVE is said for those that need not be. */
  private static boolean reads(SqlNode query, String name) {
    try {
      query.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier id) {
              if (id.isSimple() && id.getSimple().equals(name)) {
                throw new Util.FoundOne(id);
              }
              return null;
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  private static SqlSelect all(SqlNode query) {
    return SyntaxTrees.allOf(SyntaxTrees.named(query, EACH));
  }

  boolean isSeed(SqlSelect select) {
    return seedsOfSteps.values().stream().anyMatch(seed -> seed == select);
  }

  /** The first rows of what a query is the later rows of; null if it is not. */
  @Nullable SqlSelect seedOf(SqlSelect step) {
    return seedsOfSteps.get(step);
  }

  static SqlNode first(SqlNode item) {
    return around(item, Widened.WIDENED);
  }

  /**
   * @param now its type
   * @param before that column of first rows
   */
  static SqlNode later(SqlNode item, RelDataType now, RelDataTypeField before) {
    RelDataType first = before.getType();
    if (now.getSqlTypeName() == SqlTypeName.DECIMAL
        && SqlTypeUtil.isExactNumeric(first)
        && now.getScale() > Math.max(first.getScale(), 0)) {
      throw unsteady(item, now, before);
    }
    return isAlike(now, first) ? around(item, Widened.to(first)) : item;
  }

  /** Whether a value of the one type is one of the other, that has no limits, as it is. */
  private static boolean isAlike(RelDataType now, RelDataType wide) {
    SqlTypeName name = now.getSqlTypeName();
    RelDataType component = now.getComponentType();
    RelDataType wideComponent = wide.getComponentType();
    if (component != null && wideComponent != null) {
      return isAlike(component, wideComponent);
    }
    if (wide instanceof JsonType) {
      return now instanceof JsonType;
    }
    return switch (wide.getSqlTypeName()) {
      case VARCHAR -> name == SqlTypeName.CHAR || name == SqlTypeName.VARCHAR;
      case VARBINARY -> name == SqlTypeName.BINARY || name == SqlTypeName.VARBINARY;
      case DECIMAL -> name == SqlTypeName.DECIMAL;
      case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> name == wide.getSqlTypeName();
      default -> false;
    };
  }

  private static SqlNode around(SqlNode item, SqlFunction function) {
    if (item.getKind() == SqlKind.AS) {
      SqlCall named = (SqlCall) item;
      SqlNode value = named.operand(0);
      return SqlStdOperatorTable.AS.createCall(
          named.getParserPosition(),
          function.createCall(named.getParserPosition(), value),
          named.operand(1));
    }
    return function.createCall(item.getParserPosition(), item);
  }

  private static UserException unsteady(SqlNode item, RelDataType now, RelDataTypeField before) {
    return Place.of(item)
        .error(
            ErrorCode.TYPE_MISMATCH,
            "column "
                + (before.getIndex() + 1)
                + " of a recursive query is of type "
                + named(before.getType())
                + " in its first rows, and of type "
                + named(now)
                + " in those that follow; cast both to one type that is large enough");
  }

  private static String named(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL
        ? "DECIMAL with " + type.getScale() + " digits behind the point"
        : type.getSqlTypeName().getName();
  }
}
