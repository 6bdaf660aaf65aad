<#-- Where and when a table is looked at. -->

/** The FOR clauses of a table reference, in any order. */
SqlNode TableAt(SqlNode table) :
{
    final Times times = new Times();
    SqlNode clause;
    boolean again;
}
{
    (
        LOOKAHEAD(1)
        <FOR>
        (
            <BRANCH> clause = BranchValue() { again = times.branch(clause); }
        |
            <SYSTEM_TIME> clause = SystemSpan() { again = times.system(clause); }
        |
            <VALID_TIME> clause = ValidSpan() { again = times.valid(clause); }
        )
        {
            if (again) {
                throw new ParseException("a table is given the same FOR clause twice; keep one");
            }
        }
    )+
    {
        if (!Times.fit(table)) {
            throw new ParseException("FOR says where and when a table or view is looked at, and"
                + " can't follow anything else; put it after the tables inside");
        }
        return times.of(table);
    }
}

/** A branch: its name as a text, a parameter, or an identifier. */
SqlNode BranchValue() :
{
    final SqlNode e;
}
{
    e = Bound() { return e; }
}

SqlNode SystemSpan() :
{
    final SqlNode span;
}
{
    ( span = AsOf() | span = PeriodSpan() ) { return span; }
}

/** {@code AS OF ..}: one moment. */
SqlNode AsOf() :
{
    final Span s;
    SqlNode a;
    final Anchor anchor;
}
{
    <AS> { s = span(); } <OF>
    (
        LOOKAHEAD(2)
        anchor = AnchorWord() a = Bound() { a = anchor.valueOf(a); }
    |
        a = Expression(ExprContext.ACCEPT_SUB_QUERY) { anchor = Anchor.TIME; }
    )
    { return new io.ewig.parser.time.Span.AsOf(s.end(this), anchor, a); }
}

SqlNode ValidSpan() :
{
    final Span s;
    final SqlNode a;
}
{
    <AS> { s = span(); } <OF> a = Expression(ExprContext.ACCEPT_SUB_QUERY)
    { return new io.ewig.parser.time.Span.AsOf(s.end(this), Anchor.TIME, a); }
|
    a = PeriodSpan() { return a; }
}

SqlNode PeriodSpan() :
{
    final Span s = Span.of();
    final SqlNode a, b;
}
{
    <FROM> { s.add(this); } a = Expression(ExprContext.ACCEPT_SUB_QUERY)
    <TO> b = Bound()
    { return new io.ewig.parser.time.Span.FromTo(s.end(this), a, b); }
|
    <BETWEEN> { s.add(this); } a = Bound() <AND> b = Bound()
    { return new io.ewig.parser.time.Span.Between(s.end(this), a, b); }
|
    <ALL> { return new io.ewig.parser.time.Span.All(getPos()); }
}

/** {@code [AS OF] COMMIT x}: a moment that is not a time. */
SqlNode MomentByName() :
{
    final Span s = Span.of();
    final Anchor anchor;
    SqlNode a;
}
{
    [ <AS> { s.add(this); } <OF> ]
    anchor = AnchorWord() { s.add(this); } a = Bound() { a = anchor.valueOf(a); }
    { return new io.ewig.parser.time.Span.AsOf(s.end(this), anchor, a); }
}

Anchor AnchorWord() :
{}
{
    <COMMIT> { return Anchor.COMMIT; }
|
    <TAG> { return Anchor.TAG; }
|
    <SEQ> { return Anchor.SEQ; }
|
    <BEFORE>
    (
        <COMMIT> { return Anchor.BEFORE_COMMIT; }
    |
        <TAG> { return Anchor.BEFORE_TAG; }
    )
}

/** An expression without AND and comparisons, so that a word can follow it. */
SqlNode Bound() :
{
    final List<Object> list = new Chain();
    SqlBinaryOperator op;
    final Span s = Span.of();
}
{
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
    (
        (
            <PLUS> { op = SqlStdOperatorTable.PLUS; }
        |
            <MINUS> { op = SqlStdOperatorTable.MINUS; }
        |
            <STAR> { op = SqlStdOperatorTable.MULTIPLY; }
        |
            <SLASH> { op = SqlStdOperatorTable.DIVIDE; }
        |
            <CONCAT> { op = SqlStdOperatorTable.CONCAT; }
        )
        { list.add(new SqlParserUtil.ToTreeListItem(op, getPos())); }
        AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
    |
        PostfixCast(list, ExprContext.ACCEPT_SUB_QUERY, s)
    )*
    { return Chains.toTree(list); }
}

/** The rest of {@code a[first:last]}. */
SqlNode SliceFrom(SqlNode first) :
{
    SqlNode last = null;
    final SqlParserPos pos;
}
{
    { pos = getPos(); }
    [ last = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    { return Slice.of(first, last, pos); }
}

/** {@code ::type} after an operand. */
void PostfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlNode type;
    final SqlParserPos pos;
}
{
    <DOUBLE_COLON> { checkNonQueryExpression(exprContext); pos = getPos(); }
    (
        <INTERVAL>
        (
            type = IntervalQualifier()
        |
            { type = null; }
        )
    |
        type = DataType()
    )
    {
        if (type == null) {
            IntervalLiterals.castLast(list, pos);
        } else {
            list.add(new SqlParserUtil.ToTreeListItem(PostfixCast.OPERATOR, pos));
            list.add(type);
        }
    }
}

/** Signs that PostgreSQL has and Calcite has not. */
void Sign(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlBinaryOperator op;
}
{
    { checkNonQueryExpression(exprContext); }
    (
        <LAMBDA> { op = Signs.MEMBER; }
    |
        <MEMBER_TEXT> { op = Signs.MEMBER_TEXT; }
    |
        <PART> { op = Signs.PART; }
    |
        <PART_TEXT> { op = Signs.PART_TEXT; }
    |
        <HOLDS> { op = Signs.CONTAINS; }
    |
        <HELD> { op = Signs.WITHIN; }
    |
        <MEETS> { op = Signs.OVERLAPS; }
    |
        <BEGINS> { op = Signs.BEGINS; }
    |
        <VERTICAL_BAR> { op = Signs.OR; }
    |
        <HASH> { op = Signs.XOR; }
    )
    { list.add(new SqlParserUtil.ToTreeListItem(op, getPos())); }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** {@code >> x} after an operand. */
void ShiftRight(List<Object> list, ExprContext exprContext, Span s) :
{}
{
    <GT> <GT> { list.add(new SqlParserUtil.ToTreeListItem(Signs.SHIFT_RIGHT, getPos())); }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** {@code UNNEST(array)} in an expression. */
SqlNode RowsOfArray() :
{
    final SqlNode array;
    final Span s;
}
{
    <UNNEST> { s = span(); } <LPAREN> array = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
    { return SqlStdOperatorTable.UNNEST.createCall(s.end(this), array); }
}

/** {@code AT TIME ZONE x} after an operand. */
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{}
{
    <AT> { checkNonQueryExpression(exprContext); } <TIME> <ZONE>
    { list.add(new SqlParserUtil.ToTreeListItem(AtTimeZone.OPERATOR, getPos())); }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** A type that is no word of SQL, such as TEXT or DATETIME(3). */
SqlTypeNameSpec NamedType() :
{
    final SqlIdentifier name;
    int precision = -1;
}
{
    name = CompoundIdentifier()
    [ LOOKAHEAD(2) <LPAREN> precision = UnsignedIntLiteral() <RPAREN> ]
    { return TypeSynonyms.of(name, precision, Span.of(name).end(this)); }
}

/** {@code ESCAPE x} after LIKE x and SIMILAR TO x. */
void LikeEscape(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlNode e;
}
{
    (
        <ESCAPE> { s.clear().add(this); }
        e = Expression3(ExprContext.ACCEPT_SUB_QUERY)
    |
        <LBRACE> <ESCAPE> { s.clear().add(this); }
        e = Expression3(ExprContext.ACCEPT_SUB_QUERY) <RBRACE>
    )
    {
        if (!Chains.endsInLike(list)) {
            throw new ParseException("ESCAPE can only follow LIKE or SIMILAR TO");
        }
        list.add(new SqlParserUtil.ToTreeListItem(SqlStdOperatorTable.ESCAPE, s.pos()));
        list.add(e);
    }
}
