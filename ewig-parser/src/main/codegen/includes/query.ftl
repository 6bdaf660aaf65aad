<#-- What queries have besides Calcite's. -->

/** {@code SEARCH DEPTH FIRST BY a SET b} behind a query of WITH. */
SearchClause SearchClause() :
{
    final boolean isDepthFirst;
    final List<SqlNode> by = new ArrayList<SqlNode>();
    final Span s;
    final SqlIdentifier into;
}
{
    <SEARCH>
    (
        <DEPTH> { isDepthFirst = true; }
    |
        <BREADTH> { isDepthFirst = false; }
    )
    <FIRST> <BY> { s = span(); }
    AddSimpleIdentifiers(by)
    <SET> into = SimpleIdentifier()
    { return new SearchClause(isDepthFirst, new SqlNodeList(by, s.addAll(by).pos()), into); }
}

/** {@code CYCLE a SET b [TO x DEFAULT y] USING c} behind a query of WITH. */
CycleClause CycleClause() :
{
    final List<SqlNode> of = new ArrayList<SqlNode>();
    final Span s;
    final SqlIdentifier mark, path;
    SqlNode marked = null;
    SqlNode unmarked = null;
}
{
    <CYCLE> { s = span(); }
    AddSimpleIdentifiers(of)
    <SET> mark = SimpleIdentifier()
    [ <TO> marked = Literal() <DEFAULT_> unmarked = Literal() ]
    <USING> path = SimpleIdentifier()
    { return new CycleClause(new SqlNodeList(of, s.addAll(of).pos()), mark, marked, unmarked, path); }
}

/** {@code WITH ORDINALITY} behind a function in FROM. */
SqlNode CountedOpt(SqlNode function) :
{}
{
    LOOKAHEAD(2)
    <WITH> <ORDINALITY> { return Counted.OPERATOR.createCall(Span.of(function).end(this), function); }
|
    { return function; }
}

/** The arguments of an aggregate, its order behind them. */
List<SqlNode> OrderedParameterList() :
{
    final SqlLiteral qualifier;
    final SqlNodeList orderBy;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <LPAREN>
    (
        qualifier = AllOrDistinct() { list.add(qualifier); }
    |
        { list.add(null); }
    )
    AddArg(list, ExprContext.ACCEPT_SUB_QUERY)
    ( <COMMA> AddArg(list, ExprContext.ACCEPT_SUB_QUERY) )*
    [ orderBy = OrderBy(true) { list.add(orderBy); } ]
    <RPAREN>
    { return list; }
}

/** {@code [1, 2], [3, 4]} in an array. */
SqlNodeList InnerArrays() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    e = InnerArray() { list.add(e); }
    ( <COMMA> e = InnerArray() { list.add(e); } )*
    { return new SqlNodeList(list, Span.of(list).pos()); }
}

SqlNode InnerArray() :
{
    final SqlNodeList elements;
    final Span s;
}
{
    <LBRACKET> { s = span(); }
    (
        LOOKAHEAD(1)
        elements = InnerArrays()
    |
        elements = ExpressionCommaList(s, ExprContext.ACCEPT_SUB_QUERY)
    |
        { elements = SqlNodeList.EMPTY; }
    )
    <RBRACKET>
    { return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(s.end(this), elements.getList()); }
}

/** {@code timestamptz '2024-01-31'}, {@code jsonb '[]'}: a text that is read as a type whose name is no word of SQL. */
SqlNode TypedText() :
{
    final SqlIdentifier name;
    final SqlNode text;
    final Span s;
}
{
    <IDENTIFIER> { s = span(); name = new SqlIdentifier(unquotedIdentifier(), getPos()); }
    text = StringLiteral()
    { return TypeSynonyms.typed(name, text, s.end(this)); }
}

/** {@code ANY (patterns)} behind LIKE and its like: an array, a query, or the patterns themselves. */
void SomePatterns(List<Object> list) :
{
    final SqlOperator quantifier;
    final SqlNodeList patterns;
    final Span s;
}
{
    (
        ( <ANY> | <SOME> ) { quantifier = SomePatterns.ANY; }
    |
        <ALL> { quantifier = SomePatterns.ALL; }
    )
    { s = span(); }
    patterns = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NONCURSOR)
    { list.add(quantifier.createCall(s.end(this), SomePatterns.array(patterns))); }
}

/** What stands in parentheses; a query, unlike a join, may have an order and a limit. */
JAVACODE
SqlNode OrderedIfQuery(SqlNode e) {
    return e.isA(SqlKind.QUERY) ? OrderByLimitOpt(e) : e;
}

/** The right side of a join: with a condition to come, all that is joined to it before that. */
JAVACODE
SqlNode JoinedBeforeCondition(SqlNode right, SqlLiteral natural, SqlLiteral joinType) {
    boolean isWaiting = !natural.booleanValue() && joinType.getValueAs(JoinType.class) != JoinType.CROSS;
    SqlNode joined = right;
    while (isWaiting && isJoining(getToken(1).kind)) {
        int kind = getToken(1).kind;
        enter();
        joined = kind == CROSS || kind == NATURAL ? JoinedWithoutCondition(joined) : JoinTable(joined);
        nesting.leave();
    }
    return joined;
}

/** CROSS and NATURAL joins without a condition, which would be that of the join around them. */
SqlNode JoinedWithoutCondition(SqlNode left) :
{
    final SqlNode right;
    final SqlLiteral natural, joinType;
}
{
    natural = Natural()
    joinType = JoinType()
    right = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    {
        return new SqlJoin(joinType.getParserPosition(), left, natural, joinType, right,
            JoinConditionType.NONE.symbol(SqlParserPos.ZERO), null);
    }
}

JAVACODE
boolean isJoining(int kind) {
    switch (kind) {
        case JOIN: case INNER: case LEFT: case RIGHT: case FULL: case CROSS: case NATURAL:
            return true;
        default:
            return false;
    }
}
