<#-- Sequences and identities: what they count. -->

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
