<#-- Users, tokens, roles and grants. -->

SqlNode CreateRole(Span s) :
{
    final SqlNode flag;
    final SqlIdentifier name;
}
{
    <ROLE> flag = IfNotExistsOpt() name = SimpleIdentifier()
    { return new CreateRole(s.end(this), flag, name); }
}

SqlNode CreateUser(Span s) :
{
    final SqlNode flag, password;
    final SqlIdentifier name;
}
{
    <USER> flag = IfNotExistsOpt() name = SimpleIdentifier() <PASSWORD> password = TextOrParameter()
    { return new CreateUser(s.end(this), flag, name, password); }
}

SqlNode CreateToken(Span s) :
{
    final SqlIdentifier user;
    SqlNode expiry = null;
    SqlNode scope = null;
}
{
    <TOKEN_> <FOR> user = SimpleIdentifier()
    [ <EXPIRES> expiry = TextOrParameter() ]
    [ <SCOPE> scope = TextOrParameter() ]
    { return new CreateToken(s.end(this), user, expiry, scope); }
}

/** What is secret is better a parameter, so that it stands in no statement. */
SqlNode TextOrParameter() :
{
    final SqlNode text;
}
{
    ( text = DynamicParam() | text = MessageText() )
    { return text; }
}

/** GRANT and REVOKE, of rights or of roles: what stands behind tells which. */
SqlNode GrantStatement() :
{
    final Span s;
    final boolean given;
    SqlNode thing = null;
    SqlIdentifier branch = null;
    SqlIdentifier reach = null;
    SqlNode past = null;
    SqlIdentifier name;
    final List<SqlNode> words = new ArrayList<SqlNode>();
    final List<SqlNode> names = new ArrayList<SqlNode>();
}
{
    ( <GRANT> { given = true; } | <REVOKE> { given = false; } ) { s = span(); }
    name = RightOrRole() { words.add(name); }
    ( <COMMA> name = RightOrRole() { words.add(name); } )*
    [
        <ON> thing = Granted()
        [ <ON> <BRANCH> branch = RefName() ]
        [ <FOR> reach = SimpleIdentifier() [ past = MessageText() ] ]
    ]
    ( LOOKAHEAD({ given }) <TO> | <FROM> )
    name = SimpleIdentifier() { names.add(name); }
    ( <COMMA> name = SimpleIdentifier() { names.add(name); } )*
    {
        final SqlNodeList what = new SqlNodeList(words, s.pos());
        final SqlNodeList whom = new SqlNodeList(names, s.pos());
        if (thing == null) {
            return new GrantRoles(s.end(this), Operands.flag(given), what, whom);
        }
        return new GrantRights(
            s.end(this), Operands.flag(given), what, thing, branch, reach, past, whom);
    }
}

/** The name of a right, or of a role. */
SqlIdentifier RightOrRole() :
{
    final SqlIdentifier name;
}
{
    (
        <SELECT> { name = new SqlIdentifier("select", getPos()); }
    |
        <INSERT> { name = new SqlIdentifier("insert", getPos()); }
    |
        <UPDATE> { name = new SqlIdentifier("update", getPos()); }
    |
        <DELETE> { name = new SqlIdentifier("delete", getPos()); }
    |
        <MERGE> { name = new SqlIdentifier("merge", getPos()); }
    |
        <ALL> { name = new SqlIdentifier("all", getPos()); }
        [ LOOKAHEAD(1) <PRIVILEGES> ]
    |
        name = SimpleIdentifier()
    )
    { return name; }
}

/** What a right is about. */
SqlNode Granted() :
{
    final GrantedThing.Kind kind;
    SqlIdentifier name = null;
    final String pattern;
}
{
    (
        LOOKAHEAD(<SCHEMA> SimpleIdentifier())
        <SCHEMA> name = SimpleIdentifier() { kind = GrantedThing.Kind.SCHEMA; }
    |
        <TABLE> name = CompoundIdentifier() { kind = GrantedThing.Kind.TABLE; }
    |
        LOOKAHEAD(<BRANCH> RefName())
        <BRANCH> name = RefName() { kind = GrantedThing.Kind.BRANCH; }
    |
        LOOKAHEAD(1)
        <DATABASE> { kind = GrantedThing.Kind.DATABASE; }
    |
        name = CompoundIdentifier()
        (
            pattern = SimpleStringLiteral()
            {
                if (!name.isSimple() || !name.getSimple().equals("world")) {
                    throw new ParseException("'" + name + "' stands before a pattern; only WORLD does");
                }
                name = new SqlIdentifier(pattern, getPos().withQuoting(true));
                kind = GrantedThing.Kind.WORLD;
            }
        |
            { kind = GrantedThing.Kind.TABLE; }
        )
    )
    { return new GrantedThing(getPos(), Operands.word(kind), name); }
}
