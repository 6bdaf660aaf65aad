package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.Selects;
import io.ewig.parser.node.TreeCopy;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * {@code WITH a AS (..) UPDATE ..}: the same change, in which each query says WITH itself, and each
 * of the names beside its table is a query. They read the same moment, so they give the same rows.
 */
public final class LeadingWith extends SqlShuttle {

  private final SqlNodeList list;
  private final Set<String> names = new HashSet<>();

  private LeadingWith(SqlNodeList list) {
    this.list = list;
    list.forEach(item -> names.add(((SqlWithItem) item).name.getSimple()));
  }

  /**
   * @param list the items of the WITH
   * @param change INSERT, UPDATE, DELETE or MERGE with all that belongs to it
   */
  public static SqlNode of(SqlNodeList list, SqlNode change) {
    SqlNode result = change.accept(new LeadingWith(list));
    return result == null ? change : result;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY) && call.getKind() != SqlKind.VALUES) {
      return with(call);
    } else if (call instanceof JoinedChange change) {
      return new JoinedChange(
          call.getParserPosition(), change.change().accept(this), beside(change.others()));
    } else if (call instanceof MergeRows merge) {
      inside(merge);
      merge.setSource(beside(merge.source()));
      return merge;
    }
    boolean isStatement = call.isA(SqlKind.DML) || call instanceof Node;
    return isStatement ? inside(call) : super.visit(call);
  }

  private SqlNode inside(SqlCall statement) {
    for (int i = 0; i < statement.operandCount(); i++) {
      SqlNode operand = statement.getOperandList().get(i);
      if (operand != null) {
        statement.setOperand(i, operand.accept(this));
      }
    }
    return statement;
  }

  private SqlNode with(SqlNode query) {
    SqlNodeList copy = (SqlNodeList) TreeCopy.of(list);
    return new SqlWith(query.getParserPosition(), copy, query);
  }

  /** What stands beside the table: names of the list become queries. */
  private SqlNode beside(SqlNode from) {
    if (from instanceof SqlIdentifier name) {
      return isListed(name) ? named(query(name), name) : name;
    } else if (from instanceof SqlJoin join) {
      join.setLeft(beside(join.getLeft()));
      join.setRight(beside(join.getRight()));
      return join;
    } else if (from.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) from;
      SqlNode what = as.operand(0);
      boolean isName = what instanceof SqlIdentifier name && isListed(name);
      as.setOperand(0, isName ? query((SqlIdentifier) what) : accepted(what));
      return as;
    }
    return accepted(from);
  }

  private SqlNode accepted(SqlNode node) {
    SqlNode result = node.accept(this);
    return result == null ? node : result;
  }

  private boolean isListed(SqlIdentifier name) {
    return name.isSimple() && names.contains(name.getSimple());
  }

  private SqlNode query(SqlIdentifier name) {
    SqlParserPos pos = name.getParserPosition();
    SqlNodeList star = SqlNodeList.of(SqlIdentifier.star(pos));
    return with(Selects.of(pos, star, name));
  }

  private static SqlNode named(SqlNode query, SqlIdentifier name) {
    SqlParserPos pos = name.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(pos, query, name.clone(pos));
  }
}
