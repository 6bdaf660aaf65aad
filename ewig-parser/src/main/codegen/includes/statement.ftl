<#-- Statements: which one it is, transactions, settings. -->

JAVACODE public int parameterCount() {
    return nDynamicParams;
}

/** One statement; what comes before and after is up to the caller. */
SqlNode StatementStart() :
{
    final SqlNode stmt;
}
{
    { nDynamicParams = 0; }
    stmt = SqlStmt() { return stmt; }
}

/** What ends a statement. */
void StatementEnd() :
{}
{
    <SEMICOLON> | <EOF>
}

/** Any statement. */
SqlNode SqlStmt() :
{
    final SqlNode stmt;
}
{
    (
        LOOKAHEAD({ isChangeAfterWith() })
        stmt = ChangeAfterWith()
    |
        stmt = WholeQuery()
    |
        stmt = InsertStatement()
    |
        stmt = UpdateStatement()
    |
        stmt = DeleteStatement()
    |
        LOOKAHEAD(2)
        stmt = MergeStatement()
    |
        stmt = MergeBranch()
    |
        stmt = CreateStatement()
    |
        stmt = DropStatement()
    |
        stmt = AlterStatement()
    |
        stmt = TruncateStatement()
    |
        stmt = EraseStatement()
    |
        stmt = CommentStatement()
    |
        stmt = BranchStatement()
    |
        stmt = GrantStatement()
    |
        stmt = TransactionStatement()
    |
        stmt = SettingStatement()
    |
        stmt = ExplainStatement()
    |
        stmt = DescribeStatement()
    |
        stmt = SqlProcedureCall()
    |
        <LBRACE> stmt = SqlProcedureCall() <RBRACE>
    )
    {
        return stmt;
    }
}

/** A query, and no expression. */
SqlNode WholeQuery() :
{
    final SqlNode query;
}
{
    LOOKAHEAD({ getToken(1).kind == SELECT || getToken(1).kind == WITH || getToken(1).kind == VALUES
        || getToken(1).kind == TABLE || getToken(1).kind == LPAREN })
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) { return query; }
|
    // Never comes here; these are what is said to be expected.
    ( <SELECT> | <WITH> | <VALUES> | <TABLE> | <LPAREN> ) { return null; }
}

SqlNode ExplainStatement() :
{
    final SqlNode stmt;
    SqlExplainLevel detailLevel = SqlExplainLevel.EXPPLAN_ATTRIBUTES;
    SqlExplain.Depth depth = SqlExplain.Depth.PHYSICAL;
    SqlExplainFormat format = SqlExplainFormat.TEXT;
    final Span s;
}
{
    <EXPLAIN> { s = span(); }
    [
        <ANALYZE>
        stmt = QueryOrChange() { return new ExplainAnalyze(s.end(this), stmt); }
    |
        <PLAN>
        [ detailLevel = ExplainDetailLevel() ]
        depth = ExplainDepth()
        [
            LOOKAHEAD(2)
            <AS> <XML> { format = SqlExplainFormat.XML; }
        |
            LOOKAHEAD(2)
            <AS> <JSON> { format = SqlExplainFormat.JSON; }
        |
            <AS> <DOT_FORMAT> { format = SqlExplainFormat.DOT; }
        ]
        <FOR>
    ]
    stmt = QueryOrChange()
    {
        return new SqlExplain(s.end(this), stmt,
            detailLevel.symbol(SqlParserPos.ZERO),
            depth.symbol(SqlParserPos.ZERO),
            format.symbol(SqlParserPos.ZERO),
            nDynamicParams);
    }
}

/** What EXPLAIN can explain. */
SqlNode QueryOrChange() :
{
    final SqlNode stmt;
}
{
    (
        LOOKAHEAD({ isChangeAfterWith() })
        stmt = ChangeAfterWith()
    |
        stmt = WholeQuery()
    |
        stmt = InsertStatement()
    |
        stmt = UpdateStatement()
    |
        stmt = DeleteStatement()
    |
        stmt = MergeStatement()
    |
        stmt = EraseStatement()
    )
    { return stmt; }
}

SqlNode DescribeStatement() :
{
    final SqlIdentifier name;
    final Span s;
}
{
    <DESCRIBE> { s = span(); }
    (
        LOOKAHEAD(2)
        <SCHEMA> name = CompoundIdentifier() {
            return new SqlDescribeSchema(s.end(name), name);
        }
    |
        [ <TABLE> ]
        name = CompoundTableIdentifier() {
            return new SqlDescribeTable(s.end(name), name, null);
        }
    )
}

SqlNode TransactionStatement() :
{
    final Span s;
    SqlNode[] modes = {null, null};
    SqlNode text = null;
    SqlIdentifier name = null;
}
{
    (
        <BEGIN> { s = span(); } [ <WORK> | <TRANSACTION> ]
        TransactionModes(modes) { return new Begin(s.end(this), modes); }
    |
        <START> { s = span(); } <TRANSACTION>
        TransactionModes(modes) { return new Begin(s.end(this), modes); }
    |
        ( <COMMIT> | <END> ) { s = span(); } [ <WORK> | <TRANSACTION> ]
        [ <MESSAGE> text = MessageText() ]
        { return new Commit(s.end(this), text); }
    |
        <ABORT> { s = span(); } [ <WORK> | <TRANSACTION> ]
        { return new Rollback(s.end(this), name); }
    |
        <ROLLBACK> { s = span(); } [ <WORK> | <TRANSACTION> ]
        [ <TO> [ LOOKAHEAD(2) <SAVEPOINT> ] name = SimpleIdentifier() ]
        { return new Rollback(s.end(this), name); }
    |
        <SAVEPOINT> { s = span(); } name = SimpleIdentifier()
        { return new Savepoint(s.end(this), name); }
    |
        <RELEASE> { s = span(); } [ LOOKAHEAD(2) <SAVEPOINT> ] name = SimpleIdentifier()
        { return new Release(s.end(this), name); }
    )
}

void TransactionModes(SqlNode[] modes) :
{
    Isolation level;
}
{
    (
        <READ>
        (
            <ONLY> { modes[0] = Operands.flag(true); }
        |
            <WRITE> { modes[0] = Operands.flag(false); }
        )
        [ <COMMA> ]
    |
        <ISOLATION> <LEVEL> level = IsolationLevel() { modes[1] = Operands.word(level); }
        [ <COMMA> ]
    )*
}

Isolation IsolationLevel() :
{}
{
    <READ>
    (
        <UNCOMMITTED> { return Isolation.READ_UNCOMMITTED; }
    |
        <COMMITTED> { return Isolation.READ_COMMITTED; }
    )
|
    <REPEATABLE> <READ> { return Isolation.REPEATABLE_READ; }
|
    <SNAPSHOT> { return Isolation.SNAPSHOT; }
|
    <SERIALIZABLE> { return Isolation.SERIALIZABLE; }
}

/** A text, as one literal. */
SqlNode MessageText() :
{
    final String text;
}
{
    text = SimpleStringLiteral() { return SqlLiteral.createCharString(text, getPos()); }
}

/** A setting's name; that of one, without its underscore, is a word of SQL. */
SqlIdentifier SettingName() :
{
    final SqlIdentifier name;
}
{
    name = SimpleIdentifier() { return name; }
|
    <ASOF> { return new SqlIdentifier("as_of", getPos()); }
}

SqlNode SettingStatement() :
{
    final Span s;
    SqlIdentifier name = null;
    SqlNode value = null;
    final List<SqlNode> values = new ArrayList<SqlNode>();
    SqlNode[] modes = {null, null};
}
{
    (
        <SET> { s = span(); }
        (
            LOOKAHEAD(<ROLE> SimpleIdentifier())
            <ROLE> name = SimpleIdentifier()
            {
                boolean isNone = !name.getComponentParserPosition(0).isQuoted()
                    && name.getSimple().equals("none");
                return new SetRole(s.end(this), isNone ? new SqlNode[] {null} : new SqlNode[] {name});
            }
        |
            LOOKAHEAD(2)
            <TRANSACTION> TransactionModes(modes)
            { return new SetTransaction(s.end(this), Operands.flag(false), modes[0], modes[1]); }
        |
            LOOKAHEAD(2)
            <SESSION> <CHARACTERISTICS> <AS> <TRANSACTION> TransactionModes(modes)
            { return new SetTransaction(s.end(this), Operands.flag(true), modes[0], modes[1]); }
        |
            LOOKAHEAD(2)
            <TIME> <ZONE> { name = new SqlIdentifier("time_zone", getPos()); }
            [
                LOOKAHEAD(<LOCAL>)
                <LOCAL> { return new ResetSetting(s.end(this), name); }
            ]
            value = SettingValue()
        |
            LOOKAHEAD(<SCHEMA> SettingWord())
            <SCHEMA> { name = new SqlIdentifier("schema", getPos()); }
            value = SettingValue()
        |
            [ LOOKAHEAD(<SESSION> SettingName()) <SESSION> ]
            name = SettingName()
            ( <EQ> | <TO> )
            value = SettingValue()
        )
        (
            <COMMA> { values.add(value); }
            value = SettingValue()
        )*
        {
            if (!values.isEmpty()) {
                values.add(value);
                value = new SqlNodeList(values, s.pos());
            }
            return new SetSetting(s.end(this), name, value);
        }
    |
        <RESET> { s = span(); }
        (
            LOOKAHEAD(2)
            value = ResetBranch(s) { return value; }
        |
            <ALL> { return new ResetSetting(s.end(this), new SqlNode[] {null}); }
        |
            LOOKAHEAD(2)
            <TIME> <ZONE> { name = new SqlIdentifier("time_zone", getPos()); }
            { return new ResetSetting(s.end(this), name); }
        |
            name = SettingName() { return new ResetSetting(s.end(this), name); }
        )
    |
        <SHOW> { s = span(); }
        (
            <ALL> { return new ShowSetting(s.end(this), new SqlNode[] {null}); }
        |
            LOOKAHEAD(2)
            <TIME> <ZONE> { name = new SqlIdentifier("time_zone", getPos()); }
            { return new ShowSetting(s.end(this), name); }
        |
            LOOKAHEAD(2)
            <TRANSACTION> <ISOLATION> <LEVEL>
            { name = new SqlIdentifier("transaction_isolation", getPos()); }
            { return new ShowSetting(s.end(this), name); }
        |
            name = SettingName() { return new ShowSetting(s.end(this), name); }
        )
    )
}

/** What can follow SET SCHEMA: not the sign of an assignment. */
void SettingWord() :
{}
{
    SimpleIdentifier() | SimpleStringLiteral() | <DEFAULT_>
}

/** A value; null: the default. */
SqlNode SettingValue() :
{
    final SqlNode value;
}
{
    <DEFAULT_> { return null; }
|
    <ON> { return SqlLiteral.createBoolean(true, getPos()); }
|
    LOOKAHEAD(2)
    value = MomentByName() { return value; }
|
    value = Expression(ExprContext.ACCEPT_SUB_QUERY) { return value; }
}
