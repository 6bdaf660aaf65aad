package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code GRANT right, .. ON thing [ON BRANCH 'p'] [FOR reach] TO who, ..}, and {@code REVOKE}.
 *
 * <p>Operands: whether it is given; the rights; what they are about; a pattern of branches; how far
 * they reach, and the interval of RECENT; who gets or loses them.
 */
public final class GrantRights extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("GRANT", SqlKind.OTHER_DDL, GrantRights::new);

  public GrantRights(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 7, operands);
  }

  public boolean isGiven() {
    return flag(0);
  }

  /** In lower case, as {@code select}. */
  public List<String> rights() {
    return list(1, SqlIdentifier.class).stream().map(SqlIdentifier::getSimple).toList();
  }

  public GrantedThing thing() {
    return (GrantedThing) get(2);
  }

  public Optional<String> branch() {
    return findSimpleName(3);
  }

  /** {@code live}, {@code recent} or {@code historical}. */
  public Optional<String> reach() {
    return findSimpleName(4);
  }

  /** How far back RECENT reaches. */
  public Optional<String> past() {
    return findText(5);
  }

  public List<String> grantees() {
    return list(6, SqlIdentifier.class).stream().map(SqlIdentifier::getSimple).toList();
  }

  @Override
  protected void print(Printer out) {
    out.words(isGiven() ? "GRANT" : "REVOKE");
    String separator = "";
    for (String right : rights()) {
      out.words(separator + right.toUpperCase(Locale.ROOT));
      separator = ", ";
    }
    out.words("ON").node(thing()).clause("ON BRANCH", find(3));
    reach().ifPresent(reach -> out.words("FOR " + reach.toUpperCase(Locale.ROOT)).node(find(5)));
    out.words(isGiven() ? "TO" : "FROM").list(list(6));
  }
}
