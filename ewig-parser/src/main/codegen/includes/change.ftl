<#-- Statements that change rows. -->

/** {@code WITH a AS (..) INSERT | UPDATE | DELETE | MERGE ..}. */
SqlNode ChangeAfterWith() :
{
    final SqlNodeList list;
    final SqlNode stmt;
}
{
    list = WithList()
    (
        stmt = InsertStatement()
    |
        stmt = UpdateStatement()
    |
        stmt = DeleteStatement()
    |
        stmt = MergeStatement()
    )
    { return LeadingWith.of(list, stmt); }
}

SqlNode InsertStatement() :
{
    final SqlIdentifier table;
    SqlNodeList columns = null;
    SqlNode source;
    SqlNode whose = null;
    SqlNode stmt;
    final Span s;
}
{
    <INSERT> { s = span(); } <INTO> table = CompoundTableIdentifier()
    [ LOOKAHEAD(<LPAREN> SimpleIdentifier() ( <COMMA> | <RPAREN> ))
      columns = ParenthesizedSimpleIdentifierList() ]
    [
        <OVERRIDING>
        ( <SYSTEM> { whose = Operands.flag(true); } | <USER> { whose = Operands.flag(false); } )
        <VALUE>
    ]
    (
        LOOKAHEAD(2)
        <DEFAULT_> <VALUES> { source = new DefaultValues(getPos()); }
    |
        source = WholeQuery()
    )
    { source = whose == null ? source : new Overriding(getPos(), whose, source); }
    { stmt = new SqlInsert(s.end(source), SqlNodeList.EMPTY, table, source, columns); }
    [ stmt = OnConflict((SqlInsert) stmt) ]
    stmt = ReturningOpt(stmt)
    { return stmt; }
}

SqlNode OnConflict(SqlInsert insert) :
{
    SqlNodeList key = SqlNodeList.EMPTY;
    SqlIdentifier constraint = null;
    SqlNodeList columns = null;
    SqlNodeList values = null;
    SqlNode condition = null;
    final Span s;
}
{
    <ON> { s = span(); } <CONFLICT>
    [
        key = ParenthesizedSimpleIdentifierList()
    |
        <ON> <CONSTRAINT> constraint = SimpleIdentifier()
    ]
    <DO>
    (
        <NOTHING>
    |
        <UPDATE> <SET> {
            columns = new SqlNodeList(getPos());
            values = new SqlNodeList(getPos());
        }
        Assignments(columns, values)
        [ condition = Where() ]
    )
    { return new Upsert(s.end(this), insert, key, columns, values, condition, constraint); }
}

/** {@code a = 1, b = DEFAULT, (c, d) = (2, 3)}. */
void Assignments(SqlNodeList columns, SqlNodeList values) :
{}
{
    Assignment(columns, values)
    ( <COMMA> Assignment(columns, values) )*
}

void Assignment(SqlNodeList columns, SqlNodeList values) :
{
    final SqlIdentifier column;
    final SqlNode value;
    final SqlNodeList names, row;
}
{
    column = CompoundIdentifier() <EQ>
    (
        value = Default()
    |
        value = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    {
        columns.add(column);
        values.add(value);
    }
|
    names = ParenthesizedSimpleIdentifierList() <EQ>
    [ <ROW> ]
    row = ParenthesizedQueryOrCommaListWithDefault(ExprContext.ACCEPT_SUB_QUERY)
    {
        columns.addAll(names.getList());
        values.addAll(RowAssignment.values(names, row));
    }
}

SqlNode ReturningOpt(SqlNode stmt) :
{
    final List<SqlNode> items = new ArrayList<SqlNode>();
    final Span s;
}
{
    <RETURNING> { s = span(); }
    AddSelectItem(items)
    ( <COMMA> AddSelectItem(items) )*
    { return new Returning(Span.of(stmt).end(this), stmt, new SqlNodeList(items, s.end(this))); }
|
    { return stmt; }
}

/** The table of an UPDATE or DELETE, with the period to change. */
SqlNode PortionOpt(SqlNode table) :
{
    final SqlNode a, b;
}
{
    <FOR> <PORTION> <OF> <VALID_TIME>
    <FROM> a = Expression(ExprContext.ACCEPT_SUB_QUERY)
    <TO> b = Bound()
    { return new Portion(Span.of(table).end(this), table, a, b); }
|
    { return table; }
}

SqlIdentifier AliasOpt() :
{
    final SqlIdentifier alias;
}
{
    [ <AS> ] alias = SimpleIdentifier() { return alias; }
|
    { return null; }
}

SqlNode UpdateStatement() :
{
    SqlNode table;
    final SqlIdentifier alias;
    SqlNode others = null;
    SqlNode condition = null;
    final SqlNodeList columns, values;
    SqlNode stmt;
    final Span s;
}
{
    <UPDATE> { s = span(); } table = CompoundTableIdentifier()
    table = PortionOpt(table)
    alias = AliasOpt()
    <SET> {
        columns = new SqlNodeList(getPos());
        values = new SqlNodeList(getPos());
    }
    Assignments(columns, values)
    [ <FROM> others = FromClause() ]
    [ condition = Where() ]
    {
        stmt = new SqlUpdate(s.end(this), table, columns, values, condition, null, alias);
        stmt = others == null ? stmt : new JoinedChange(s.end(this), stmt, others);
    }
    stmt = ReturningOpt(stmt)
    { return stmt; }
}

SqlNode DeleteStatement() :
{
    SqlNode table;
    final SqlIdentifier alias;
    SqlNode others = null;
    SqlNode condition = null;
    SqlNode stmt;
    final Span s;
}
{
    <DELETE> { s = span(); } <FROM> table = CompoundTableIdentifier()
    table = PortionOpt(table)
    alias = AliasOpt()
    [ <USING> others = FromClause() ]
    [ condition = Where() ]
    {
        stmt = new SqlDelete(s.end(this), table, condition, null, alias);
        stmt = others == null ? stmt : new JoinedChange(s.end(this), stmt, others);
    }
    stmt = ReturningOpt(stmt)
    { return stmt; }
}

SqlNode EraseStatement() :
{
    final SqlIdentifier table, alias;
    final SqlNode condition;
    final Span s;
}
{
    <ERASE> { s = span(); } <FROM> table = CompoundTableIdentifier()
    alias = AliasOpt()
    condition = Where()
    { return new Erase(s.end(this), table, alias, condition); }
}

SqlNode TruncateStatement() :
{
    final SqlIdentifier table;
    boolean restart = false;
    final Span s;
}
{
    <TRUNCATE> { s = span(); } [ LOOKAHEAD(2) <TABLE> ] table = CompoundTableIdentifier()
    [ ( <CONTINUE> | <RESTART> { restart = true; } ) <IDENTITY> ]
    [ <RESTRICT> ]
    { return new Truncate(s.end(this), table, Operands.flag(restart)); }
}

SqlNode MergeStatement() :
{
    final SqlIdentifier table, alias;
    final SqlNode source, condition;
    final List<SqlNode> clauses = new ArrayList<SqlNode>();
    SqlNode clause, stmt;
    final Span s;
}
{
    <MERGE> { s = span(); } <INTO> table = CompoundTableIdentifier()
    alias = AliasOpt()
    <USING> source = TableRef()
    <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    ( clause = WhenClause() { clauses.add(clause); } )+
    {
        stmt = new MergeRows(s.end(this), table, alias, source, condition,
            new SqlNodeList(clauses, Span.of(clauses).pos()));
    }
    stmt = ReturningOpt(stmt)
    { return stmt; }
}

SqlNode WhenClause() :
{
    WhenClause.Match match = WhenClause.Match.MATCHED;
    SqlNode condition = null;
    SqlNodeList columns = null;
    SqlNodeList values = null;
    WhenClause.Action action;
    final Span s;
}
{
    <WHEN> { s = span(); }
    (
        <NOT> <MATCHED> { match = WhenClause.Match.NOT_MATCHED; }
        [
            <BY>
            (
                <SOURCE> { match = WhenClause.Match.NOT_MATCHED_BY_SOURCE; }
            |
                <IDENTIFIER> {
                    if (!token.image.equalsIgnoreCase("target")) {
                        throw new ParseException("rows are not matched BY SOURCE or BY TARGET, not by "
                            + token.image);
                    }
                }
            )
        ]
    |
        <MATCHED>
    )
    [ <AND> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    <THEN>
    (
        <UPDATE> <SET> {
            action = WhenClause.Action.UPDATE;
            columns = new SqlNodeList(getPos());
            values = new SqlNodeList(getPos());
        }
        Assignments(columns, values)
    |
        <DELETE> { action = WhenClause.Action.DELETE; }
    |
        <DO> <NOTHING> { action = WhenClause.Action.NOTHING; }
    |
        <INSERT> { action = WhenClause.Action.INSERT; }
        [ columns = ParenthesizedSimpleIdentifierList() ]
        (
            <DEFAULT_> <VALUES>
        |
            <VALUES> values = ParenthesizedQueryOrCommaListWithDefault(ExprContext.ACCEPT_NONCURSOR)
        )
    )
    {
        if (!match.allows(action)) {
            throw new ParseException(match == WhenClause.Match.NOT_MATCHED
                ? "WHEN NOT MATCHED can only INSERT or DO NOTHING"
                : "WHEN " + match + " can't INSERT; write UPDATE, DELETE or DO NOTHING");
        }
        return new WhenClause(s.end(this), Operands.word(match), condition,
            Operands.word(action), columns, values);
    }
}
