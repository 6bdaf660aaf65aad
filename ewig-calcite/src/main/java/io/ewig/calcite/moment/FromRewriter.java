package io.ewig.calcite.moment;

import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.plan.reference.ReferenceFunction;
import io.ewig.calcite.plan.reference.References;
import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.scan.HiddenColumn;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import io.ewig.parser.node.TreeCopy;
import io.ewig.parser.time.TableAt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Finds what the names in FROM mean, and expands views; one statement. */
public final class FromRewriter extends SqlShuttle {

  /** Views of views of views: deeper than anybody reads, and it ends circles. */
  public static final int VIEW_DEPTH_MAX = 64;

  /** What a SELECT carries that nobody here obeys, and nobody can set. */
  private static final int HINTS_OPERAND = 11;

  private final Definitions definitions;
  private final References references;
  private final SearchPath path;
  private final MomentText moment;
  private final int viewDepth;
  private final Set<QualifiedName> derived = new HashSet<>();
  private Scope scope;

  public FromRewriter(Definitions definitions, References references, SearchPath path) {
    this(definitions, references, path, MomentText.DEFAULT, 0, Scope.EMPTY);
  }

  private FromRewriter(
      Definitions definitions,
      References references,
      SearchPath path,
      MomentText moment,
      int viewDepth,
      Scope scope) {
    this.definitions = definitions;
    this.references = references;
    this.path = path;
    this.moment = moment;
    this.viewDepth = viewDepth;
    this.scope = scope;
  }

  /** The same query with all names found. */
  public SqlNode rewrite(SqlNode query) {
    return present(query.accept(this));
  }

  private static SqlNode present(@Nullable SqlNode node) {
    if (node == null) {
      throw new IllegalStateException("a syntax tree without a node");
    }
    return node;
  }

  private FromRewriter at(MomentText inner, Scope visible) {
    return new FromRewriter(
        definitions, references, path, inner.within(moment), viewDepth, visible);
  }

  // ---- queries

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      return select(select);
    } else if (call instanceof SqlWith with) {
      return with(with);
    } else if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
      SqlNodeList star = SqlNodeList.of(SqlIdentifier.star(call.getParserPosition()));
      return select(SyntaxTrees.select(star, call.operand(0), null));
    }
    Optional<SequenceCall> ofSequence = SequenceCall.of(call);
    return super.visit(
        ofSequence.isPresent() ? ofSequence.get().resolved(definitions, path, moment) : call);
  }

  private SqlNode select(SqlSelect select) {
    RowsInSelect.move(select, definitions::givesRows);
    List<SqlNode> operands = select.getOperandList();
    if (select.getFrom() != null) { // first: it says what names mean in all the rest
      select.setFrom(from(select.getFrom()));
    }
    for (int i = 0; i < operands.size(); i++) {
      SqlNode operand = operands.get(i);
      if (operand != null && i != HINTS_OPERAND && i != SqlSelect.FROM_OPERAND) {
        select.setOperand(i, present(operand.accept(this)));
      }
    }
    return select;
  }

  private SqlNode with(SqlWith with) {
    Scope outer = scope;
    Set<String> names = new HashSet<>();
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      if (!names.add(item.name.getSimple())) {
        throw Place.of(item.name)
            .error(
                ErrorCode.DUPLICATE_OBJECT,
                "WITH has a query '" + item.name + "' already; give this one another name");
      }
      boolean isRecursive = item.recursive.booleanValue();
      Scope before = scope;
      SqlNode original = isRecursive ? null : TreeCopy.of(item.query);
      Scope.Named named = new Scope.Named(item, original, moment, before);
      if (isRecursive) {
        scope = scope.with(named);
      }
      item.query = rewrite(item.query);
      scope = before.with(named);
    }
    with.body = rewrite(with.body);
    scope = outer;
    return with;
  }

  // ---- FROM

  private SqlNode from(SqlNode node) {
    if (called(node) instanceof SqlBasicCall call && ArgumentQueries.areAmongArrays(call)) {
      return SyntaxTrees.named(from(ArgumentQueries.first(call)), RowFunctions.name(call));
    }
    if (node instanceof SqlIdentifier name) {
      return table(name, MomentText.DEFAULT, null);
    } else if (node instanceof TableAt place) {
      return table(nameIn(place.table()), MomentText.of(place), null);
    } else if (node instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft()));
      join.setRight(from(join.getRight()));
      SqlNode condition = join.getCondition();
      if (condition != null) {
        join.setOperand(5, condition.accept(this));
      }
      return join;
    }
    return switch (node.getKind()) {
      case AS -> as((SqlBasicCall) node);
      case TABLE_REF -> from(((SqlCall) node).operand(0));
      case LATERAL, TABLESAMPLE -> {
        SqlBasicCall around = (SqlBasicCall) node;
        SqlNode inside = from(around.operand(0));
        boolean isValues = around.operand(0).getKind() == SqlKind.VALUES;
        around.setOperand(0, isValues ? SyntaxTrees.allOf(inside) : inside);
        yield around;
      }
      case COLLECTION_TABLE -> call((SqlCall) node);
      case OTHER -> CountedRows.is(node) ? counted(node) : present(node.accept(this));
      case VALUES -> SyntaxTrees.values((SqlCall) present(node.accept(this)), "values");
      case UNNEST -> {
        SqlParserPos pos = node.getParserPosition();
        yield unnested((SqlCall) present(node.accept(this)), new SqlIdentifier("unnest", pos));
      }
      default -> present(node.accept(this));
    };
  }

  private SqlNode counted(SqlNode node) {
    SqlNode rows = from(CountedRows.function(node));
    SqlNode alias =
        rows.getKind() == SqlKind.AS ? ((SqlCall) rows).operand(1) : CountedRows.defaultName(node);
    return SyntaxTrees.named(CountedRows.of(rows), ((SqlIdentifier) alias).getSimple());
  }

  private static SqlIdentifier nameIn(SqlNode table) {
    return (SqlIdentifier)
        (table.getKind() == SqlKind.TABLE_REF ? ((SqlCall) table).operand(0) : table);
  }

  private SqlNode as(SqlBasicCall as) {
    SqlNode aliased = as.operand(0);
    if (aliased.getKind() == SqlKind.OTHER && CountedRows.is(aliased)) {
      SqlNode rows = from(CountedRows.named(aliased, as.operand(1)));
      as.setOperand(0, CountedRows.of(rows));
      return as;
    }
    RowFunctions rows = RowFunctions.of(called(aliased));
    if (rows != null && !ArgumentQueries.areAmongArrays(called(aliased))) {
      as.setOperand(0, present(rows.unnest((SqlCall) called(aliased)).accept(this)));
      return as.operandCount() == 2 ? rows.named(as.operand(0), as.operand(1)) : as;
    }
    SqlNode found;
    if (aliased instanceof SqlIdentifier name) {
      found = table(name, MomentText.DEFAULT, as.<SqlIdentifier>operand(1));
    } else if (aliased instanceof TableAt place) {
      found = table(nameIn(place.table()), MomentText.of(place), as.<SqlIdentifier>operand(1));
    } else {
      found = from(aliased);
      found = found.getKind() == SqlKind.AS ? ((SqlCall) found).operand(0) : found;
    }
    if (found.getKind() == SqlKind.VALUES && as.operandCount() == 2) {
      SqlIdentifier alias = as.operand(1);
      return SyntaxTrees.values((SqlCall) found, alias.getSimple());
    }
    as.setOperand(0, found);
    if (found.getKind() == SqlKind.UNNEST && as.operandCount() == 2) {
      return unnested((SqlCall) found, as.operand(1));
    }
    return aliased.getKind() == SqlKind.COLLECTION_TABLE && as.operandCount() == 2
        ? namingColumn(as, (SqlBasicCall) called(aliased), found)
        : as;
  }

  /** The alias of a function that gives one column is that column's, too. */
  private SqlNode namingColumn(SqlBasicCall as, SqlBasicCall function, SqlNode found) {
    boolean isOne =
        found instanceof SqlIdentifier name
            ? references.hasOneColumn(name.names)
            : ArgumentQueries.areIn(function)
                ? definitions.givesRows(RowFunctions.name(function))
                : isOfValue(found) || ReferenceFunction.in(found).hasOneColumn();
    return isOne
        ? SqlStdOperatorTable.AS.createCall(
            as.getParserPosition(), found, as.operand(1), as.operand(1))
        : as;
  }

  /** An array's elements are called as their table; what counts them has a name of its own. */
  private SqlNode unnested(SqlCall unnest, SqlIdentifier alias) {
    boolean isNumbered = ((SqlUnnestOperator) unnest.getOperator()).withOrdinality;
    SqlParserPos pos = unnest.getParserPosition();
    return isNumbered && unnest.operandCount() == 1
        ? SqlStdOperatorTable.AS.createCall(
            pos, unnest, alias, alias, new SqlIdentifier("ordinality", pos))
        : SqlStdOperatorTable.AS.createCall(pos, unnest, alias);
  }

  /**
   * @param alias that it has, or null: then it needs a name
   */
  private SqlNode table(SqlIdentifier name, MomentText text, @Nullable SqlIdentifier alias) {
    if (name.isSimple()) {
      Scope.Named common = scope.find(name.getSimple());
      if (common != null) {
        return common(name, common, text, alias == null);
      }
    }
    MomentText when = text.within(moment);
    int number = definitions.moment(when);
    QualifiedName full =
        QualifiedName.of(
            name, path, definitions.catalog(), wanted -> definitions.has(number, wanted));
    if (viewDepth == 0 && name.isSimple()) {
      definitions.note(name, full);
    } else if (viewDepth == 1) {
      definitions.noteInView(full);
    }
    Optional<Definitions.ViewText> view = definitions.view(number, full.schema(), full.name());
    if (view.isPresent()) {
      return view(full, view.get(), when);
    }
    Relation relation =
        definitions
            .relation(number, full.schema(), full.name())
            .orElseThrow(() -> unknown(name, full, number));
    String reference = references.add(relation, number, when.versions(), List.of());
    SqlIdentifier found =
        new SqlIdentifier(List.of(full.schema(), reference), name.getParserPosition());
    String known = alias == null ? full.name() : alias.getSimple();
    references.noteAlias(known, full.schema(), reference);
    if (alias != null || reference.equals(full.name())) {
      return found;
    }
    derived.add(full);
    return SyntaxTrees.named(found, full.name());
  }

  private UserException unknown(SqlIdentifier name, QualifiedName full, int number) {
    if (!definitions.hasSchema(number, full.schema())) {
      return new UserException(
          ErrorCode.UNKNOWN_SCHEMA,
          "there is no schema "
              + full.schema()
              + Place.of(name).behind()
              + full.hint(wanted -> definitions.has(number, wanted)));
    }
    return new UserException(
        ErrorCode.UNKNOWN_TABLE,
        "there is no table or view "
            + (name.isSimple() && path.schemas().size() > 1 ? full.name() + " in " + path : full)
            + Place.of(name).behind()
            + full.hint(wanted -> definitions.has(number, wanted))
            + "; information_schema.tables lists those that there are");
  }

  private SqlNode view(QualifiedName full, Definitions.ViewText view, MomentText when) {
    if (viewDepth >= VIEW_DEPTH_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "view " + full + " reads views more than " + VIEW_DEPTH_MAX + " deep");
    }
    FromRewriter inside =
        new FromRewriter(
            definitions,
            references,
            SearchPath.of(view.schema()),
            when,
            viewDepth + 1,
            Scope.EMPTY);
    SqlNode query = inside.rewrite(view.query());
    derived.add(full);
    SqlIdentifier alias = new SqlIdentifier(full.name(), SqlParserPos.ZERO);
    return SyntaxTrees.named(query, alias, view.columns());
  }

  /** A common table expression; one that is read at another moment becomes a query of its own. */
  private SqlNode common(
      SqlIdentifier name, Scope.Named common, MomentText text, boolean needsName) {
    if (text.within(moment).saysTheSameAs(common.moment())) {
      return name;
    }
    SqlNode original = common.original();
    if (original == null) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          name
              + " is recursive: say FOR SYSTEM_TIME of the tables in it"
              + Place.of(name).behind());
    }
    SqlNode query = at(text, common.visible()).rewrite(TreeCopy.of(original));
    SqlNodeList columns = common.item().columnList;
    if (!needsName && columns == null) {
      return query;
    }
    List<SqlNode> operands = new ArrayList<>(List.of(query, name));
    if (columns != null) {
      operands.addAll(columns);
    }
    return SqlStdOperatorTable.AS.createCall(name.getParserPosition(), operands);
  }

  /** What is called in FROM. */
  private static SqlNode called(SqlNode from) {
    return from.getKind() == SqlKind.COLLECTION_TABLE ? ((SqlCall) from).operand(0) : from;
  }

  private SqlNode call(SqlCall table) {
    SqlNode inner = table.operand(0);
    RowFunctions rows = RowFunctions.of(inner);
    if (rows != null) {
      SqlBasicCall of = (SqlBasicCall) inner;
      SqlIdentifier name = new SqlIdentifier(RowFunctions.name(of), of.getParserPosition());
      return rows.named(present(rows.unnest(of).accept(this)), name);
    }
    if (inner instanceof SqlBasicCall of && ArgumentQueries.areIn(of)) {
      return SyntaxTrees.named(from(ArgumentQueries.first(of)), RowFunctions.name(of));
    }
    if (inner instanceof SqlBasicCall call && call.getOperator() instanceof SqlFunction function) {
      String name = function.getName();
      int number = definitions.moment(moment);
      Optional<Definitions.Call> found = definitions.call(number, name, call.getOperandList());
      if (found.isPresent()) {
        return SyntaxTrees.named(called(call, number, found.get()), name);
      }
      return SyntaxTrees.named(ofValue(call), RowFunctions.name(call));
    }
    return present(table.accept(this));
  }

  /** A function that gives a value gives a row with it: {@code LATERAL (SELECT f(x) AS f)}. */
  private SqlNode ofValue(SqlBasicCall call) {
    SqlNodeList value = SqlNodeList.of(SyntaxTrees.named(call, RowFunctions.name(call)));
    return SqlStdOperatorTable.LATERAL.createCall(
        call.getParserPosition(), rewrite(SyntaxTrees.select(value, null, null)));
  }

  private static boolean isOfValue(SqlNode found) {
    return found.getKind() == SqlKind.LATERAL && ((SqlCall) found).operand(0) instanceof SqlSelect;
  }

  private SqlNode called(SqlBasicCall call, int number, Definitions.Call found) {
    SqlParserPos pos = call.getParserPosition();
    if (found instanceof Definitions.ValueCall of) {
      String reference = references.add(of.relation(), number, moment.versions(), of.arguments());
      return new SqlIdentifier(List.of(of.relation().schema(), reference), pos);
    }
    Definitions.ColumnCall of = (Definitions.ColumnCall) found;
    List<SqlNode> arguments = new ArrayList<>();
    for (SqlNode argument : call.getOperandList()) {
      arguments.add(present(argument.accept(this)));
    }
    SqlOperator function =
        new ReferenceFunction(
            call.getOperator().getName(), of.parameters(), number, of.relations());
    SqlNode each =
        SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, function.createCall(pos, arguments));
    return SqlStdOperatorTable.LATERAL.createCall(pos, each);
  }

  // ---- expressions

  @Override
  public @Nullable SqlNode visit(SqlIdentifier id) {
    List<String> names = id.names;
    if (HiddenColumn.isName(names.get(names.size() - 1))) {
      references.showHidden(names.size() == 1 ? null : names.get(names.size() - 2));
    }
    boolean hasCatalog = names.size() == 4 && names.get(0).equals(definitions.catalog());
    return withoutSchema(hasCatalog ? id.getComponent(1, names.size()) : id);
  }

  /** To Calcite a view is a query with an alias, which has no schema. */
  private SqlIdentifier withoutSchema(SqlIdentifier id) {
    List<String> names = id.names;
    boolean isOfDerived =
        names.size() == 3 && derived.contains(new QualifiedName(names.get(0), names.get(1)));
    return isOfDerived ? id.getComponent(1, 3) : id;
  }
}
