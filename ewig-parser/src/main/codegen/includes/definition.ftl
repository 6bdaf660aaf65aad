<#-- Definitions of tables, views, indexes, schemas, sequences. -->

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

SqlNode CreateTable(Span s) :
{
    final SqlNode flag;
    final SqlIdentifier name;
    SqlNode query = null;
    final SqlNodeList columns = new SqlNodeList(getPos());
    final SqlNodeList constraints = new SqlNodeList(getPos());
    final SqlNodeList models = new SqlNodeList(getPos());
}
{
    <TABLE> flag = IfNotExistsOpt() name = CompoundIdentifier()
    [
        <LPAREN>
        TableElement(columns, constraints, models)
        ( <COMMA> TableElement(columns, constraints, models) )*
        <RPAREN>
    ]
    [ <AS> query = WholeQuery() ]
    {
        for (SqlNode column : columns) {
            if (query == null && ((ColumnDefinition) column).type().isEmpty()) {
                throw new ParseException("column '" + ((ColumnDefinition) column).name()
                    + "' has no type; write one after its name");
            }
        }
        if (query != null && !models.isEmpty()) {
            throw new ParseException("a table is made LIKE another one, or AS a query; keep one");
        }
        if (query == null && columns.isEmpty() && models.isEmpty()) {
            throw new ParseException("table '" + name + "' has no columns; write them in parentheses");
        }
        return new CreateTable(s.end(this), flag, name, columns, constraints, models, query);
    }
}

void TableElement(SqlNodeList columns, SqlNodeList constraints, SqlNodeList models) :
{
    final SqlNode element;
}
{
    element = TableConstraint() { constraints.add(element); }
|
    element = ColumnDefinition(constraints) { columns.add(element); }
|
    element = Model(columns.size()) { models.add(element); }
}

/** {@code LIKE t INCLUDING DEFAULTS}, behind so many columns. */
SqlNode Model(int place) :
{
    final SqlIdentifier table;
    boolean including;
    SqlIdentifier what;
    final EnumSet<LikeTable.Trait> traits = EnumSet.noneOf(LikeTable.Trait.class);
    final Span s;
}
{
    <LIKE> { s = span(); } table = CompoundIdentifier()
    (
        ( <INCLUDING> { including = true; } | <EXCLUDING> { including = false; } )
        ( <ALL> { what = new SqlIdentifier("all", getPos()); } | what = SimpleIdentifier() )
        { LikeTable.choose(what.getSimple(), including, traits); }
    )*
    { return LikeTable.of(s.end(this), table, place, traits); }
}

SqlNode TableConstraint() :
{
    SqlIdentifier name = null;
    final SqlNode constraint;
    final SqlNodeList columns;
    final SqlNode e;
    final Span s = Span.of();
}
{
    [ <CONSTRAINT> { s.add(this); } name = SimpleIdentifier() ]
    (
        <PRIMARY> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList()
        { return new Constraint.PrimaryKey(s.end(this), name, columns); }
    |
        <UNIQUE> { s.add(this); } columns = ParenthesizedSimpleIdentifierList()
        { return new Constraint.Unique(s.end(this), name, columns); }
    |
        <CHECK> { s.add(this); }
        <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        { return new Constraint.Check(s.end(this), name, e); }
    |
        <FOREIGN> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList()
        constraint = References(s, name, columns)
        { return constraint; }
    )
}

SqlNode References(Span s, SqlIdentifier name, SqlNodeList columns) :
{
    final SqlIdentifier parent;
    SqlNodeList parentColumns = null;
    SqlNode onDelete = null;
    SqlNode onUpdate = null;
}
{
    <REFERENCES> { s.add(this); } parent = CompoundIdentifier()
    [ parentColumns = ParenthesizedSimpleIdentifierList() ]
    (
        <ON>
        (
            <DELETE> onDelete = Action()
        |
            <UPDATE> onUpdate = Action()
        )
    )*
    {
        return new Constraint.Reference(s.end(this), name, columns, parent, parentColumns,
            onDelete, onUpdate);
    }
}

SqlNode Action() :
{}
{
    <RESTRICT> { return Operands.word(ReferentialAction.RESTRICT); }
|
    <NO> <ACTION> { return Operands.word(ReferentialAction.NO_ACTION); }
|
    <CASCADE> { return Operands.word(ReferentialAction.CASCADE); }
|
    <SET>
    (
        <NULL> { return Operands.word(ReferentialAction.SET_NULL); }
    |
        <DEFAULT_> { return Operands.word(ReferentialAction.SET_DEFAULT); }
    )
}

/** A column; constraints that stand at it are added to the list. */
SqlNode ColumnDefinition(SqlNodeList constraints) :
{
    final SqlIdentifier name;
    SqlNode type = null;
    final ColumnOptions said;
    final Span s;
}
{
    name = SimpleIdentifier() { s = span(); said = new ColumnOptions(name, constraints); }
    [
        // Only with a query a column may lack its type, and then nothing else is said about it.
        LOOKAHEAD({ getToken(1).kind != COMMA && getToken(1).kind != RPAREN })
        type = ColumnType() { type = said.type(type); }
        ( ColumnOption(said) )*
    ]
    {
        return said.column(s.end(this), type);
    }
}

/** A type, or an interval. */
SqlNode ColumnType() :
{
    final SqlNode type;
}
{
    <INTERVAL> type = IntervalQualifier() { return type; }
|
    type = DataType() { return type; }
}

void ColumnOption(ColumnOptions said) :
{
    SqlIdentifier name = null;
    final SqlNode e;
    final Span s = Span.of();
}
{
    <NULL> { said.nullable(); }
|
    <DEFAULT_> e = Expression(ExprContext.ACCEPT_SUB_QUERY) { said.defaultValue(e); }
|
    <GENERATED> { s.add(this); } e = IdentityOption(s) { said.identity(e); }
|
    <AUTO_INCREMENT> { said.identity(getPos()); }
|
    <MERGE> e = Law() { said.mergeLaw(e); }
|
    [ <CONSTRAINT> { s.add(this); } name = SimpleIdentifier() ]
    (
        <NOT> <NULL> { said.notNull(); }
    |
        <PRIMARY> { s.add(this); } <KEY> { said.primaryKey(s.end(this), name); }
    |
        <UNIQUE> { s.add(this); } { said.unique(s.end(this), name); }
    |
        <CHECK> { s.add(this); }
        <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        { said.constraint(new Constraint.Check(s.end(this), name, e)); }
    |
        e = References(s, name, said.columns()) { said.constraint(e); }
    )
}

SqlNode IdentityOption(Span s) :
{
    final boolean always;
    SqlNode said = null;
}
{
    (
        <ALWAYS> { always = true; }
    |
        <BY> <DEFAULT_> { always = false; }
    )
    <AS> <IDENTITY>
    [ <LPAREN> said = SequenceOptions() <RPAREN> ]
    { return new Identity(s.end(this), Operands.flag(always), said); }
}

/** What follows RESTART, as options. */
SqlNode RestartOption() :
{
    final SqlNode[] said = new SqlNode[SequenceOptions.COUNT];
    SqlNode value;
    final Span s = span();
}
{
    { said[5] = Operands.flag(true); }
    [ [ <WITH> ] value = WholeNumber() { said[5] = value; } ]
    { return new SequenceOptions(s.end(this), said); }
}

SqlNode WholeNumber() :
{
    boolean negative = false;
    final SqlNumericLiteral number;
}
{
    [ <MINUS> { negative = true; } | <PLUS> ]
    <UNSIGNED_INTEGER_LITERAL>
    {
        number = SqlLiteral.createExactNumeric((negative ? "-" : "") + token.image, getPos());
        try {
            number.bigDecimalValue().longValueExact();
        } catch (ArithmeticException e) {
            throw new ParseException(number + " does not fit into a bigint");
        }
        return number;
    }
}

SqlNode Law() :
{
    final SqlIdentifier word;
}
{
    <SET> { return Operands.word(MergeLaw.SET); }
|
    word = SimpleIdentifier() {
        for (MergeLaw law : MergeLaw.values()) {
            if (law.name().toLowerCase(Locale.ROOT).equals(word.getSimple())) {
                return Operands.word(law);
            }
        }
        throw new ParseException("'" + word.getSimple() + "' is no law for merges; write LWW,"
            + " COUNTER, MAX, MIN, SET, TEXT, FAIL, OURS or THEIRS");
    }
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

SqlNode CreateSequence(Span s) :
{
    final SqlNode flag;
    final SqlIdentifier name;
    final SqlNode said;
}
{
    <SEQUENCE> flag = IfNotExistsOpt() name = CompoundIdentifier()
    said = SequenceOptions()
    { return new CreateSequence(s.end(this), flag, name, said); }
}

SqlNode SequenceOptions() :
{
    final SqlNode[] said = new SqlNode[SequenceOptions.COUNT];
    SqlNode value;
    final Span s = Span.of();
}
{
    (
        <START> { s.add(this); } [ <WITH> ] value = WholeNumber() { said[0] = value; }
    |
        <INCREMENT> { s.add(this); } [ <BY> ] value = WholeNumber() { said[1] = value; }
    |
        <MINVALUE> { s.add(this); } value = WholeNumber() { said[2] = value; }
    |
        <MAXVALUE> { s.add(this); } value = WholeNumber() { said[3] = value; }
    |
        <CYCLE> { s.add(this); said[4] = Operands.flag(true); }
    |
        <NO> { s.add(this); }
        (
            <MINVALUE> { said[2] = Operands.flag(false); }
        |
            <MAXVALUE> { said[3] = Operands.flag(false); }
        |
            <CYCLE> { said[4] = Operands.flag(false); }
        |
            <CACHE>
        )
    |
        <RESTART> { s.add(this); said[5] = Operands.flag(true); }
        [ [ <WITH> ] value = WholeNumber() { said[5] = value; } ]
    |
        <AS> { s.add(this); } value = DataType() { said[6] = value; }
    |
        // How many are reserved at a time is the engine's affair.
        <CACHE> { s.add(this); } WholeNumber()
    |
        // Some write them so in an identity.
        <COMMA>
    )*
    { return new SequenceOptions(s.end(this), said); }
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

SqlNode TableChange() :
{
    final Span s;
    final SqlNode flag;
    final SqlIdentifier name, newName;
    final SqlNode e;
    final SqlNodeList constraints = new SqlNodeList(getPos());
}
{
    <ADD> { s = span(); }
    (
        e = TableConstraint() { return new TableChange.AddConstraint(s.end(this), e); }
    |
        [ LOOKAHEAD(<COLUMN> ( SimpleIdentifier() | <IF> )) <COLUMN> ]
        flag = IfNotExistsOpt() e = ColumnDefinition(constraints)
        {
            if (((ColumnDefinition) e).type().isEmpty()) {
                throw new ParseException("column '" + ((ColumnDefinition) e).name()
                    + "' has no type; write one after its name");
            }
            return new TableChange.AddColumn(s.end(this), flag, e, constraints);
        }
    )
|
    <DROP> { s = span(); }
    (
        <CONSTRAINT> flag = IfExistsOpt() name = SimpleIdentifier() e = CascadeOpt()
        { return new TableChange.DropConstraint(s.end(this), flag, name, e); }
    |
        [ LOOKAHEAD(<COLUMN> ( SimpleIdentifier() | <IF> )) <COLUMN> ]
        flag = IfExistsOpt() name = SimpleIdentifier() e = CascadeOpt()
        { return new TableChange.DropColumn(s.end(this), flag, name, e); }
    )
|
    <RENAME> { s = span(); }
    (
        <TO> newName = SimpleIdentifier()
        { return new TableChange.RenameTable(s.end(this), newName); }
    |
        <CONSTRAINT> name = SimpleIdentifier() <TO> newName = SimpleIdentifier()
        { return new TableChange.RenameConstraint(s.end(this), name, newName); }
    |
        [ LOOKAHEAD(<COLUMN> SimpleIdentifier()) <COLUMN> ]
        name = SimpleIdentifier() <TO> newName = SimpleIdentifier()
        { return new TableChange.RenameColumn(s.end(this), name, newName); }
    )
|
    <ALTER> { s = span(); }
    [ LOOKAHEAD(<COLUMN> SimpleIdentifier()) <COLUMN> ] name = SimpleIdentifier()
    (
        <TYPE> e = ColumnType() { return new TableChange.SetType(s.end(this), name, e); }
    |
        <RESTART> e = RestartOption()
        { return new TableChange.AlterIdentity(s.end(this), name, null, e); }
    |
        <ADD> <GENERATED> e = IdentityOption(span())
        { return new TableChange.AddIdentity(s.end(this), name, e); }
    |
        <DROP>
        (
            <IDENTITY> flag = IfExistsOpt()
            { return new TableChange.DropIdentity(s.end(this), name, flag); }
        |
            <DEFAULT_> { return new TableChange.DropDefault(s.end(this), name); }
        |
            <NOT> <NULL>
            { return new TableChange.SetNotNull(s.end(this), name, Operands.flag(false)); }
        )
    |
        <SET>
        (
            <GENERATED>
            (
                <ALWAYS> { e = Operands.flag(true); }
            |
                <BY> <DEFAULT_> { e = Operands.flag(false); }
            )
            { return new TableChange.AlterIdentity(s.end(this), name, e, null); }
        |
            LOOKAHEAD({ getToken(1).kind == START || getToken(1).kind == INCREMENT
                || getToken(1).kind == RESTART })
            e = SequenceOptions()
            { return new TableChange.AlterIdentity(s.end(this), name, null, e); }
        |
            <DATA> <TYPE> e = ColumnType()
            { return new TableChange.SetType(s.end(this), name, e); }
        |
            <DEFAULT_> e = Expression(ExprContext.ACCEPT_SUB_QUERY)
            { return new TableChange.SetDefault(s.end(this), name, e); }
        |
            <NOT> <NULL>
            { return new TableChange.SetNotNull(s.end(this), name, Operands.flag(true)); }
        |
            <MERGE> e = Law() { return new TableChange.SetMergeLaw(s.end(this), name, e); }
        )
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
