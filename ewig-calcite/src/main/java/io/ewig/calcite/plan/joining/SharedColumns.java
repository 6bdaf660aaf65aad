package io.ewig.calcite.plan.joining;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The columns of joins, and which of them stand for those of several tables.
 *
 * <p>A column that a join is by is there once, first, and is that of the side that has a row: of
 * the left one in an inner and a left join, of the right one in a right join, and of either in a
 * full one.
 */
public final class SharedColumns {

  /** What is known of the tables that are joined. */
  public interface Fields {

    List<String> of(SqlNode table);

    /** Whether a star leaves a column of a table out. */
    boolean isHidden(SqlNode table, String column);
  }

  private final Fields fields;
  private final IdentityHashMap<SqlJoin, List<JoinColumn>> said = new IdentityHashMap<>();

  public SharedColumns(Fields fields) {
    this.fields = fields;
  }

  /** Makes a NATURAL or USING of a join an ON, when both its sides are known. */
  public void sayWithOn(SqlJoin join) {
    List<SqlIdentifier> names = names(join);
    List<JoinColumn> left = of(join.getLeft());
    List<JoinColumn> right = of(join.getRight());
    List<JoinColumn> all = new ArrayList<>();
    List<JoinColumn> taken = new ArrayList<>();
    SqlNode condition = null;
    for (SqlIdentifier name : names) {
      JoinColumn ours = only(left, name, "left");
      JoinColumn theirs = only(right, name, "right");
      SqlParserPos pos = name.getParserPosition();
      SqlNode equal =
          SqlStdOperatorTable.EQUALS.createCall(pos, ours.valueAt(pos), theirs.valueAt(pos));
      condition =
          condition == null ? equal : SqlStdOperatorTable.AND.createCall(pos, condition, equal);
      all.add(shared(ours, theirs, join.getJoinType()));
      taken.add(ours);
      taken.add(theirs);
    }
    left.stream().filter(column -> !taken.contains(column)).forEach(all::add);
    right.stream().filter(column -> !taken.contains(column)).forEach(all::add);
    said.put(join, all);
    SqlParserPos pos = join.getParserPosition();
    join.setOperand(1, SqlLiteral.createBoolean(false, pos));
    join.setOperand(4, JoinConditionType.ON.symbol(pos));
    join.setOperand(5, condition == null ? SqlLiteral.createBoolean(true, pos) : condition);
  }

  /** Whether a join is by the names of columns. */
  public static boolean isByNames(SqlJoin join) {
    return join.isNatural() || join.getConditionType() == JoinConditionType.USING;
  }

  private List<SqlIdentifier> names(SqlJoin join) {
    List<SqlIdentifier> names = new ArrayList<>();
    if (!join.isNatural() && join.getCondition() instanceof SqlNodeList using) {
      using.forEach(name -> names.add((SqlIdentifier) name));
      return names;
    }
    List<JoinColumn> right = of(join.getRight());
    for (JoinColumn column : of(join.getLeft())) {
      boolean isOnBoth =
          column.isShown()
              && right.stream().anyMatch(r -> r.isShown() && r.name().equals(column.name()));
      if (isOnBoth && names.stream().noneMatch(name -> name.getSimple().equals(column.name()))) {
        names.add(new SqlIdentifier(column.name(), join.getParserPosition()));
      }
    }
    return names;
  }

  private static JoinColumn only(List<JoinColumn> side, SqlIdentifier name, String which) {
    List<JoinColumn> found =
        side.stream().filter(column -> column.name().equals(name.getSimple())).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String at = Place.of(name).behind();
    throw found.isEmpty()
        ? new UserException(
            ErrorCode.UNKNOWN_COLUMN,
            "Column '" + name + "' not found on the " + which + " of the join" + at)
        : new UserException(
            ErrorCode.AMBIGUOUS_COLUMN,
            "Column '"
                + name
                + "' is there "
                + found.size()
                + " times on the "
                + which
                + " of the join; say with ON which is meant"
                + at);
  }

  private static JoinColumn shared(JoinColumn left, JoinColumn right, JoinType type) {
    SqlNode value =
        switch (type) {
          case RIGHT -> right.value();
          case FULL ->
              SqlStdOperatorTable.COALESCE.createCall(
                  SqlParserPos.ZERO, left.value(), right.value());
          default -> left.value();
        };
    return new JoinColumn(left.name(), value, left.isShown() || right.isShown(), true);
  }

  /** The columns of something in FROM. */
  List<JoinColumn> of(SqlNode from) {
    if (!(from instanceof SqlJoin join)) {
      return ofTable(from);
    }
    List<JoinColumn> known = said.get(join);
    if (known != null) {
      return known;
    }
    List<JoinColumn> columns = new ArrayList<>(of(join.getLeft()));
    columns.addAll(of(join.getRight()));
    return columns;
  }

  private List<JoinColumn> ofTable(SqlNode table) {
    String alias = SqlValidatorUtil.alias(table);
    if (alias == null) {
      return List.of();
    }
    return fields.of(table).stream()
        .map(name -> JoinColumn.of(alias, name, !fields.isHidden(table, name)))
        .toList();
  }

  /** Whether something in FROM has columns that go by another name than their own. */
  boolean areIn(@Nullable SqlNode from) {
    return from instanceof SqlJoin join
        ? said.containsKey(join) || areIn(join.getLeft()) || areIn(join.getRight())
        : from != null && isOfElements(from);
  }

  /** {@code UNNEST(array) AS x (value)}: the table is the value, too. */
  private static boolean isOfElements(SqlNode table) {
    return table.getKind() == SqlKind.AS
        && ((SqlCall) table).operandCount() == 3
        && ((SqlCall) table).operand(0).getKind() == SqlKind.UNNEST;
  }

  /** The shared column of this name, or that of a table with this name, if that is what it says. */
  Optional<JoinColumn> shared(@Nullable SqlNode from, String name) {
    if (from == null || !areIn(from)) {
      return Optional.empty();
    }
    List<JoinColumn> named = of(from).stream().filter(c -> c.name().equals(name)).toList();
    if (named.isEmpty()) {
      return element(from, name);
    }
    return named.size() == 1 && named.get(0).isShared()
        ? Optional.of(named.get(0))
        : Optional.empty();
  }

  private Optional<JoinColumn> element(SqlNode from, String name) {
    if (from instanceof SqlJoin join) {
      return element(join.getLeft(), name).or(() -> element(join.getRight(), name));
    }
    return isOfElements(from) && name.equals(SqlValidatorUtil.alias(from))
        ? Optional.of(new JoinColumn(name, of(from).get(0).value(), true, true))
        : Optional.empty();
  }
}
