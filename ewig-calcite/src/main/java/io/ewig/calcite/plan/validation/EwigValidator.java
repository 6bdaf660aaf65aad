package io.ewig.calcite.plan.validation;

import io.ewig.calcite.execution.Watch;
import io.ewig.calcite.expression.rex.EwigOperators;
import io.ewig.calcite.expression.rex.JsonResults;
import io.ewig.calcite.plan.joining.FullNames;
import io.ewig.calcite.plan.joining.SharedColumns;
import io.ewig.calcite.plan.reference.ReferenceTable;
import io.ewig.calcite.plan.syntax.Collected;
import io.ewig.calcite.plan.syntax.ItemNames;
import io.ewig.calcite.plan.syntax.Labels;
import io.ewig.calcite.plan.syntax.NamedWindows;
import io.ewig.calcite.plan.syntax.RowQueries;
import io.ewig.calcite.plan.syntax.SpelledGroups;
import io.ewig.calcite.plan.syntax.Synonyms;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.expression.JsonType;
import io.ewig.parser.expression.WithTies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's validator, with hidden columns left out of {@code *}, a type for a lone {@code ?}, and
 * labels for columns without a name.
 */
public final class EwigValidator extends SqlValidatorImpl {

  /** For each of them the validator looks at all: of 4,096 in a second, of 70,000 in minutes. */
  private static final int SELECTED_MAX = 4_096;

  private final IdentityHashMap<SqlSelect, List<String>> labels = new IdentityHashMap<>();
  private final IdentityHashMap<SqlNode, RelDataType> lone = new IdentityHashMap<>();
  private final SharedColumns shared = new SharedColumns(new Fields());
  private final RecursiveColumns recursion = new RecursiveColumns();
  private final Watch watch;
  private final Set<SqlJoin> joins = Collections.newSetFromMap(new IdentityHashMap<>());

  public EwigValidator(
      SqlOperatorTable operators,
      CalciteCatalogReader catalog,
      RelDataTypeFactory types,
      Config config,
      Watch watch) {
    super(operators, catalog, types, config);
    this.watch = watch;
  }

  @Override
  protected void addToSelectList(
      List<SqlNode> list,
      Set<String> aliases,
      List<Map.Entry<String, RelDataType>> fields,
      SqlNode expression,
      SelectScope scope,
      boolean includeSystemVars) {
    if (expression instanceof SqlIdentifier column && isHidden(column, scope)) {
      return;
    }
    int before = list.size();
    // With all names that were there before, Calcite would rename those that come again.
    super.addToSelectList(list, new HashSet<>(), fields, expression, scope, includeSystemVars);
    if (list.size() > before) {
      widen(list, fields, scope);
    }
  }

  /** What a recursive query is made of has types for all of its rows. */
  private void widen(
      List<SqlNode> list, List<Map.Entry<String, RelDataType>> fields, SelectScope scope) {
    int at = list.size() - 1;
    SqlSelect first = recursion.seedOf(scope.getNode());
    SqlNode said = list.get(at);
    RelDataType type = fields.get(at).getValue();
    if (recursion.isSeed(scope.getNode())) {
      said = RecursiveColumns.first(said);
    } else if (first != null) {
      List<RelDataTypeField> firsts = getValidatedNodeType(first).getFieldList();
      said = at < firsts.size() ? RecursiveColumns.later(said, type, firsts.get(at)) : said;
    }
    if (said != list.get(at)) {
      list.set(at, said);
      fields.set(at, Map.entry(fields.get(at).getKey(), deriveType(scope, said)));
    }
  }

  private static boolean isHidden(SqlIdentifier column, SelectScope scope) {
    SqlQualified qualified = scope.fullyQualify(column);
    List<String> names = column.names;
    return isHidden(names.get(names.size() - 1), qualified.namespace);
  }

  static boolean isHidden(String column, @Nullable SqlValidatorNamespace namespace) {
    SqlValidatorTable table = namespace == null ? null : namespace.getTable();
    ReferenceTable reference = table == null ? null : table.unwrap(ReferenceTable.class);
    return reference != null && reference.isHidden(column);
  }

  @Override
  protected void validateValues(
      SqlCall values, RelDataType targetRowType, SqlValidatorScope scope) {
    WrittenRows.settle(values, typeFactory, value -> deriveType(scope, value));
    super.validateValues(values, targetRowType, scope);
  }

  /** Once each, however often Calcite asks; what is joined by names becomes a condition before. */
  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    if (!joins.add(join)) {
      return;
    }
    NestedLaterals.refuse(join);
    if (SharedColumns.isByNames(join)) {
      SqlValidatorScope inside = getJoinScope(join);
      validateFrom(join.getLeft(), unknownType, inside);
      validateFrom(join.getRight(), unknownType, inside);
      shared.sayWithOn(join);
    }
    super.validateJoin(join, scope);
  }

  /** The first clause after FROM. */
  @Override
  protected void validateWhereClause(SqlSelect select) {
    List<SqlSelect> around = new ArrayList<>();
    SqlValidatorScope scope = getFromScope(select);
    while (scope instanceof DelegatingScope inner) {
      if (inner instanceof SelectScope query && query.getNode() != select) {
        around.add(query.getNode());
      }
      scope = inner.getParent();
    }
    FullNames.in(select, around, shared);
    InFrom tables = new InFrom(getWhereScope(select), getCatalogReader().nameMatcher());
    WholeRows.in(select, tables);
    KeyedGroups.in(select, tables, EwigValidator::isAggregateCall);
    if (isAggregate(select)) {
      OuterColumns.in(select, tables, EwigValidator::isAggregateCall);
    }
    super.validateWhereClause(select);
  }

  private static boolean isAggregateCall(SqlCall call) {
    return call.getOperator() instanceof SqlUnresolvedFunction function
        ? EwigOperators.isAggregate(function)
        : call.getOperator().isAggregator();
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
    watch.check();
    if (expression instanceof SqlCall call) {
      settle(call, scope);
    }
    RelDataType concluded = super.deriveType(scope, expression);
    if (!(concluded instanceof JsonType) || !(expression instanceof SqlCall call)) {
      return concluded;
    }
    RelDataType type = JsonResults.type(call.getOperator(), concluded);
    setValidatedNodeType(expression, type);
    return type;
  }

  @Override
  public void validateCall(SqlCall call, SqlValidatorScope scope) {
    if (call.getKind() == SqlKind.UNNEST) {
      Signatures.requireOperands(call);
    } else {
      settle(call, scope);
    }
    super.validateCall(call, scope);
  }

  private void settle(SqlCall call, SqlValidatorScope scope) {
    if (getValidatedNodeTypeIfKnown(call) == null) {
      Signatures.requireOperands(call);
      QueryWidths.check(call, operand -> deriveType(scope, operand));
      TypedSyntax.settle(call, operand -> deriveType(scope, operand));
      if (call.getKind() == SqlKind.FILTER) {
        settleOrder(call.operand(0), scope);
      }
    }
  }

  /** What an aggregate before FILTER is ordered by, which Calcite does not look at. */
  private void settleOrder(SqlNode aggregate, SqlValidatorScope scope) {
    for (SqlNode operand : ((SqlCall) aggregate).getOperandList()) {
      if (operand instanceof SqlNodeList order) {
        order.forEach(item -> deriveType(scope, item));
      }
    }
  }

  @Override
  protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
    if (inferred.isStruct() && LoneOperands.isListOfRows(node)) {
      ((SqlNodeList) node).forEach(row -> inferUnknownTypes(inferred, scope, row));
      return;
    }
    if (node instanceof SqlCall call
        && !(node instanceof SqlCase)
        && !node.isA(SqlKind.QUERY)
        && inferLone(inferred, scope, call)) {
      return;
    }
    if (node instanceof SqlCall call
        && call.getOperator() instanceof SqlFunction function
        && function.getOperandTypeInference() == null) {
      for (int i = 0; i < call.operandCount(); i++) {
        if (call.operand(i) instanceof SqlDynamicParam parameter) {
          lone.put(parameter, LoneParameters.typeAt(i, new SqlCallBinding(this, scope, call)));
        }
      }
    }
    boolean isLone = node instanceof SqlDynamicParam && inferred.equals(unknownType);
    RelDataType type = isLone ? lone.get(node) : inferred;
    super.inferUnknownTypes(
        type == null ? typeFactory.createSqlType(SqlTypeName.VARCHAR) : type, scope, node);
  }

  /** What a function takes is said with all the types that it was given. */
  @Override
  public CalciteException handleUnresolvedFunction(
      SqlCall call, SqlOperator unresolved, List<RelDataType> types, @Nullable List<String> names) {
    throw Signatures.misfit(call, named(unresolved), types, names);
  }

  /** The functions that a name may mean. */
  private List<SqlOperator> named(SqlOperator unresolved) {
    List<SqlOperator> named = new ArrayList<>();
    getOperatorTable()
        .lookupOperatorOverloads(
            unresolved.getNameAsId(),
            null,
            SqlSyntax.FUNCTION,
            named,
            getCatalogReader().nameMatcher());
    return named;
  }

  /**
   * What Calcite expands here may be a copy whose types were not asked for: casts are made then.
   */
  @Override
  protected void validateUnnest(SqlCall call, SqlValidatorScope scope, RelDataType wanted) {
    super.validateUnnest(call, scope, wanted);
    call.getOperandList().forEach(operand -> deriveType(scope, operand));
  }

  private boolean inferLone(RelDataType inferred, SqlValidatorScope scope, SqlCall call) {
    List<RelDataType> types = LoneOperands.of(new SqlCallBinding(this, scope, call), inferred);
    for (int i = 0; i < call.operandCount(); i++) {
      if (types != null) {
        inferUnknownTypes(types.get(i), scope, call.operand(i));
      } else if (LoneOperands.isFirst(call, i)) {
        inferUnknownTypes(unknownType, scope, call.operand(i));
      }
    }
    return types != null;
  }

  /** Afterwards nobody knows what calls that have become others were called. */
  @Override
  protected @Nullable SqlNode performUnconditionalRewrites(
      @Nullable SqlNode node, boolean underFrom) {
    if (node instanceof SqlSelect select) {
      NamedWindows.resolve(select);
      ItemNames.resolve(select.getGroup(), select, "GROUP BY");
      SpelledGroups.spellOut(select.getGroup());
      labels.put(select, Labels.ofUnnamed(select.getSelectList()));
    }
    if (node instanceof SqlWithItem item && item.recursive.booleanValue()) {
      recursion.note(item);
    }
    if (node instanceof SqlOrderBy ordered) {
      if (ordered.query instanceof SqlSelect select) {
        NamedWindows.resolve(ordered.orderList, select.getWindowList());
      }
      ItemNames.resolve(ordered.orderList, ordered.query, "ORDER BY");
      requireOrder(ordered);
      SqlOrderBy said = OrderedOutput.of(ordered);
      if (said != ordered) {
        return performUnconditionalRewrites(said, underFrom);
      }
    }
    if (node instanceof SqlCall call && isCoalesce(call)) {
      return coalesce(call);
    }
    if (node instanceof SqlCall call && Collected.is(call)) {
      Collected.select(call);
    }
    if (node instanceof SqlCall call && RowQueries.is(call)) {
      return performUnconditionalRewrites(
          RowQueries.of(call, EwigValidator::isAggregateCall), underFrom);
    }
    if (node instanceof SqlCall call) {
      SqlNode said = Synonyms.of(call);
      if (!said.equals(call)) {
        return performUnconditionalRewrites(said, underFrom);
      }
    }
    if (node instanceof SqlJoin join) {
      LessSaid.withoutBareQuery(join);
      LateralConditions.moveIn(join);
    }
    if (node instanceof SqlCase choice) {
      choice.getWhenOperands().replaceAll(LessSaid::withoutPromise);
    }
    SqlNode rewritten = super.performUnconditionalRewrites(node, underFrom);
    if (!(rewritten instanceof SqlCall call)) {
      return rewritten;
    }
    if (Collected.is(call) && call.operand(0) instanceof SqlSelect select) {
      labels.remove(select); // they are part of the rows' type, and the converter has its own
    }
    return LessSaid.withoutPlus(call);
  }

  private static void requireOrder(SqlOrderBy ordered) {
    SqlNode fetch = ordered.fetch;
    if (fetch != null && WithTies.is(fetch) && ordered.orderList.isEmpty()) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR, "WITH TIES needs an ORDER BY, which says what is level");
    }
  }

  private static boolean isCoalesce(SqlCall call) {
    return call.getOperator().getName().equalsIgnoreCase(SqlStdOperatorTable.COALESCE.getName());
  }

  /**
   * It stays a call: in the CASE that Calcite would make of it a question mark would stand twice,
   * and the promise of {@link LessSaid#withoutPromise} would be made.
   */
  private SqlNode coalesce(SqlCall call) {
    List<@Nullable SqlNode> operands = new ArrayList<>();
    call.getOperandList().forEach(each -> operands.add(performUnconditionalRewrites(each, false)));
    return SqlStdOperatorTable.COALESCE.createCall(call.getParserPosition(), operands);
  }

  /** A question mark for a number of rows with ties is one within a call. */
  @Override
  protected void validateOrderList(SqlSelect select) {
    super.validateOrderList(select);
    SqlNode fetch = select.getFetch();
    if (fetch != null
        && WithTies.is(fetch)
        && WithTies.rows(fetch) instanceof SqlDynamicParam parameter) {
      setValidatedNodeType(parameter, typeFactory.createSqlType(SqlTypeName.BIGINT));
    }
  }

  @Override
  public SqlNode expandOrderExpr(SqlSelect select, SqlNode item) {
    if (isAggregate(select) || select.isDistinct()) {
      return super.expandOrderExpr(select, item);
    }
    SqlValidatorScope scope = getWhereScope(select);
    SqlNameMatcher matcher = getCatalogReader().nameMatcher();
    SqlNode clear =
        OrderColumns.in(item, name -> scope.findQualifyingTableNames(name, item, matcher).keySet());
    SqlNode expanded = super.expandOrderExpr(select, clear);
    if (!clear.equals(item) && clear.equals(expanded)) {
      SqlValidatorScope ordered = getOrderScope(select);
      inferUnknownTypes(unknownType, ordered, expanded);
      setValidatedNodeType(expanded, deriveType(ordered, expanded));
    }
    return expanded;
  }

  @Override
  protected RelDataType validateSelectList(
      SqlNodeList items, SqlSelect select, RelDataType targetRowType) {
    if (items.size() > SELECTED_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a SELECT lists at most "
              + SELECTED_MAX
              + " columns, not "
              + items.size()
              + "; make rows of them, or an array");
    }
    RelDataType row = super.validateSelectList(select.getSelectList(), select, targetRowType);
    return Labels.named(
        row, labels.getOrDefault(select, List.of()), select.getSelectList(), typeFactory);
  }

  private final class Fields implements SharedColumns.Fields {

    @Override
    public List<String> of(SqlNode table) {
      SqlValidatorNamespace namespace = getNamespace(table);
      return namespace == null ? List.of() : namespace.getRowType().getFieldNames();
    }

    @Override
    public boolean isHidden(SqlNode table, String column) {
      return EwigValidator.isHidden(column, getNamespace(table));
    }
  }
}
