<#-- Tables: what ALTER does to them. -->

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
    <SET> { s = span(); } <MERGE> e = DeletionsWin()
    { return new TableChange.SetDeletionsWin(s.end(this), e); }
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
            LOOKAHEAD({ getToken(1).image.equalsIgnoreCase("expression") })
            SimpleIdentifier() flag = IfExistsOpt()
            { return new TableChange.DropExpression(s.end(this), name, flag); }
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
