<#-- Definitions: what CREATE, DROP, ALTER and COMMENT may be about; views, indexes and schemas. -->

SqlNode IfNotExistsOpt() :
{}
{
    LOOKAHEAD(3)
    <IF> <NOT> <EXISTS> { return Operands.flag(true); }
|
    { return Operands.flag(false); }
}

SqlNode IfExistsOpt() :
{}
{
    LOOKAHEAD(2)
    <IF> <EXISTS> { return Operands.flag(true); }
|
    { return Operands.flag(false); }
}

/** CASCADE and RESTRICT, which is the default. */
SqlNode CascadeOpt() :
{}
{
    <CASCADE> { return Operands.flag(true); }
|
    <RESTRICT> { return Operands.flag(false); }
|
    { return Operands.flag(false); }
}

SqlNode CreateStatement() :
{
    final SqlNode stmt;
    final Span s;
    boolean replace = false;
}
{
    <CREATE> { s = span(); }
    (
        stmt = CreateTable(s)
    |
        [ <OR> <REPLACE> { replace = true; } ]
        stmt = CreateView(s, replace)
    |
        stmt = CreateIndex(s)
    |
        stmt = CreateSchema(s)
    |
        stmt = CreateSequence(s)
    |
        stmt = CreateBranch(s)
    |
        stmt = CreateTag(s)
    |
        stmt = CreateRole(s)
    |
        stmt = CreateUser(s)
    |
        stmt = CreateToken(s)
    )
    { return stmt; }
}

SqlNode DropStatement() :
{
    final Span s;
    ObjectKind kind;
    final SqlNode flag, cascade, id;
    SqlIdentifier name;
    final List<SqlNode> names = new ArrayList<SqlNode>();
}
{
    <DROP> { s = span(); }
    (
        <BRANCH> flag = IfExistsOpt() name = RefName()
        { return new DropBranch(s.end(this), flag, name); }
    |
        <TAG> flag = IfExistsOpt() name = RefName()
        { return new DropTag(s.end(this), flag, name); }
    |
        <ROLE> flag = IfExistsOpt() name = SimpleIdentifier()
        { return new DropRole(s.end(this), flag, name); }
    |
        <USER> flag = IfExistsOpt() name = SimpleIdentifier()
        { return new DropUser(s.end(this), flag, name); }
    |
        <TOKEN_> id = TextOrParameter()
        { return new DropToken(s.end(this), id); }
    |
        (
            <TABLE> { kind = ObjectKind.TABLE; }
        |
            <VIEW> { kind = ObjectKind.VIEW; }
        |
            <INDEX> { kind = ObjectKind.INDEX; }
        |
            <SCHEMA> { kind = ObjectKind.SCHEMA; }
        |
            <SEQUENCE> { kind = ObjectKind.SEQUENCE; }
        )
        flag = IfExistsOpt()
        name = CompoundIdentifier() { names.add(name); }
        ( <COMMA> name = CompoundIdentifier() { names.add(name); } )*
        cascade = CascadeOpt()
        {
            return new Drop(s.end(this), Operands.word(kind), flag,
                new SqlNodeList(names, Span.of(names).pos()), cascade);
        }
    )
}

SqlNode AlterStatement() :
{
    final Span s;
    final SqlNode flag;
    final SqlIdentifier name;
    SqlIdentifier newName = null;
    SqlNode change;
    final List<SqlNode> changes = new ArrayList<SqlNode>();
}
{
    <ALTER> { s = span(); }
    (
        <BRANCH> name = RefName() <RENAME> <TO> newName = RefName()
        { return new RenameBranch(s.end(this), name, newName); }
    |
        <USER> name = SimpleIdentifier() <PASSWORD> change = TextOrParameter()
        { return new AlterUser(s.end(this), name, change); }
    |
        <SEQUENCE> flag = IfExistsOpt() name = CompoundIdentifier()
        [ <RENAME> <TO> newName = SimpleIdentifier() ]
        change = SequenceOptions()
        { return new AlterSequence(s.end(this), flag, name, change, newName); }
    |
        <TABLE> flag = IfExistsOpt() name = CompoundIdentifier()
        change = TableChange() { changes.add(change); }
        ( <COMMA> change = TableChange() { changes.add(change); } )*
        {
            return new AlterTable(s.end(this), flag, name,
                new SqlNodeList(changes, Span.of(changes).pos()));
        }
    )
}

SqlNode CommentStatement() :
{
    final Span s;
    final ObjectKind kind;
    final SqlIdentifier name;
    SqlNode text = null;
}
{
    <COMMENT> { s = span(); } <ON>
    (
        <TABLE> { kind = ObjectKind.TABLE; }
    |
        <COLUMN> { kind = ObjectKind.COLUMN; }
    |
        <VIEW> { kind = ObjectKind.VIEW; }
    |
        <SCHEMA> { kind = ObjectKind.SCHEMA; }
    |
        <SEQUENCE> { kind = ObjectKind.SEQUENCE; }
    )
    name = CompoundIdentifier() <IS>
    (
        <NULL>
    |
        text = MessageText()
    )
    { return new Comment(s.end(this), Operands.word(kind), name, text); }
}

SqlNode CreateView(Span s, boolean replace) :
{
    final SqlIdentifier name;
    SqlNodeList columns = null;
    final SqlNode query;
}
{
    <VIEW> name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <AS> query = WholeQuery()
    { return SqlDdlNodes.createView(s.end(this), replace, name, columns, query); }
}

SqlNode CreateIndex(Span s) :
{
    boolean unique = false;
    final SqlNode flag;
    SqlIdentifier name = null;
    final SqlIdentifier table, method;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
}
{
    [ <UNIQUE> { unique = true; } ] <INDEX>
    flag = IfNotExistsOpt()
    [ name = CompoundIdentifier() ]
    <ON> table = CompoundIdentifier()
    [ <USING> method = SimpleIdentifier() { CreateIndex.requireKnown(method); } ]
    <LPAREN> IndexColumn(columns) ( <COMMA> IndexColumn(columns) )* <RPAREN>
    {
        return new CreateIndex(s.end(this), Operands.flag(unique), flag, name, table,
            new SqlNodeList(columns, Span.of(columns).pos()));
    }
}

void IndexColumn(List<SqlNode> columns) :
{
    SqlNode column;
}
{
    column = SimpleIdentifier()
    [
        <ASC>
    |
        <DESC> { column = SqlStdOperatorTable.DESC.createCall(getPos(), column); }
    ]
    [ <NULLS> ( <FIRST> | <LAST> ) ]
    { columns.add(column); }
}

SqlNode CreateSchema(Span s) :
{
    final SqlNode flag;
    final SqlIdentifier name;
}
{
    <SCHEMA> flag = IfNotExistsOpt() name = CompoundIdentifier()
    {
        return SqlDdlNodes.createSchema(s.end(this), false,
            ((SqlLiteral) flag).booleanValue(), name);
    }
}
