<#-- Tables: what they are made of. -->

SqlNode CreateTable(Span s) :
{
    final SqlNode flag;
    final SqlIdentifier name;
    SqlNode query = null;
    final SqlNodeList columns = new SqlNodeList(getPos());
    final SqlNodeList constraints = new SqlNodeList(getPos());
    final SqlNodeList models = new SqlNodeList(getPos());
    SqlNode deletionsWin = null;
    boolean withoutRows = false;
}
{
    <TABLE> flag = IfNotExistsOpt() name = CompoundIdentifier()
    [
        <LPAREN>
        TableElement(columns, constraints, models)
        ( <COMMA> TableElement(columns, constraints, models) )*
        <RPAREN>
    ]
    [ <MERGE> deletionsWin = DeletionsWin() ]
    [
        <AS> query = WholeQuery()
        [ <WITH> [ <NO> { withoutRows = true; } ] <DATA> ]
    ]
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
        return new CreateTable(
            s.end(this), flag, name, columns, constraints, models, query, deletionsWin,
            Operands.flag(withoutRows));
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
    <GENERATED> { s.add(this); }
    (
        LOOKAHEAD(<ALWAYS> <AS> <LPAREN>)
        <ALWAYS> <AS> Generation(said)
    |
        e = IdentityOption(s) { said.identity(e); }
    )
|
    <AS> Generation(said)
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

/** How a column is computed from others; STORED and VIRTUAL may be names elsewhere. */
void Generation(ColumnOptions said) :
{
    final SqlNode e;
    final SqlIdentifier kind;
}
{
    <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> { said.generated(e); }
    [
        LOOKAHEAD({ getToken(1).image.equalsIgnoreCase("stored")
            || getToken(1).image.equalsIgnoreCase("virtual") })
        kind = SimpleIdentifier() { said.kept(kind); }
    ]
}

/** What becomes of rows that one deletes and another updates; WINS may be a name elsewhere. */
SqlNode DeletionsWin() :
{
    final boolean isDelete;
    final SqlIdentifier word;
}
{
    ( <DELETE> { isDelete = true; } | <UPDATE> { isDelete = false; } )
    word = SimpleIdentifier() {
        if (!word.getSimple().equals("wins")) {
            throw new ParseException("'" + word.getSimple() + "' can't stand here;"
                + " write MERGE DELETE WINS or MERGE UPDATE WINS");
        }
        return Operands.flag(isDelete);
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
