<#-- Branches, tags, merges. -->

/** The name of a branch or tag: an identifier or a text. */
SqlIdentifier RefName() :
{
    final SqlIdentifier id;
    final String text;
}
{
    id = SimpleIdentifier() { return id; }
|
    text = SimpleStringLiteral() {
        return new SqlIdentifier(text, getPos().withQuoting(true));
    }
}

/** The id of a commit, merge or conflict: a text or a parameter. */
SqlNode Id() :
{
    final SqlNode e;
}
{
    e = MessageText() { return e; }
|
    e = DynamicParam() { return e; }
}

SqlNode MessageOpt() :
{
    final SqlNode e;
}
{
    <MESSAGE> e = MessageText() { return e; }
|
    { return null; }
}

SqlNode BranchStatement() :
{
    SqlIdentifier name = null;
    SqlNode id = null;
    SqlNode merge = null;
    SqlNode value = null;
    final SqlNode message;
    final MergeStrategy how;
    final Resolution.Take take;
    boolean completed;
    final Span s;
}
{
    <USE> { s = span(); } [ LOOKAHEAD(<BRANCH> RefName()) <BRANCH> ] name = RefName()
    { return new UseBranch(s.end(this), name); }
|
    <RESTORE> { s = span(); } <BRANCH> name = RefName()
    { return new RestoreBranch(s.end(this), name); }
|
    (
        <CHERRY> { s = span(); } <PICK> { how = MergeStrategy.CHERRY_PICK; }
    |
        <REVERT> { s = span(); } { how = MergeStrategy.REVERT; }
    )
    [ <COMMIT> ] id = Id()
    [ ( <ON> | <INTO> ) name = RefName() ]
    message = MessageOpt()
    { return new ApplyCommit(s.end(this), Operands.word(how), id, name, message); }
|
    <RESOLVE> { s = span(); }
    (
        <ALL> <CONFLICTS>
    |
        <CONFLICT> id = Id()
    )
    [ <OF> <MERGE> merge = Id() ]
    <USING>
    (
        <OURS> { take = Resolution.Take.OURS; }
    |
        <THEIRS> { take = Resolution.Take.THEIRS; }
    |
        <BASE> { take = Resolution.Take.BASE; }
    |
        <VALUE> { take = Resolution.Take.VALUE; }
        value = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    { return new ResolveConflict(s.end(this), id, merge, Operands.word(take), value); }
|
    (
        <COMPLETE> { s = span(); completed = true; }
    |
        <ABANDON> { s = span(); completed = false; }
    )
    <MERGE> [ id = Id() ]
    { return new EndMerge(s.end(this), Operands.flag(completed), id); }
}

SqlNode MergeBranch() :
{
    final SqlIdentifier source;
    SqlIdentifier into = null;
    SqlNode asOf = null;
    MergeStrategy strategy = null;
    final SqlNode message;
    final Span s;
}
{
    <MERGE> { s = span(); } <BRANCH> source = RefName()
    [ asOf = AsOf() ]
    [ <INTO> into = RefName() ]
    [ <USING> strategy = Strategy() ]
    message = MessageOpt()
    {
        return new MergeBranch(s.end(this), source, asOf, into,
            Operands.wordOrNull(strategy), message);
    }
}

MergeStrategy Strategy() :
{
    final SqlIdentifier word;
}
{
    (
        word = SimpleIdentifier()
    |
        <RECURSIVE> { word = new SqlIdentifier("recursive", getPos()); }
    )
    {
        for (MergeStrategy strategy : MergeStrategy.values()) {
            if (strategy.text().equals(word.getSimple())) {
                return strategy;
            }
        }
        throw new ParseException("'" + word.getSimple() + "' is no way to merge; write fast_forward,"
            + " automatic, ours, theirs, three_way, recursive or squash");
    }
}

SqlNode ResetBranch(Span s) :
{
    final SqlIdentifier name;
    SqlIdentifier to = null;
    SqlNode asOf = null;
}
{
    <BRANCH> name = RefName() <TO>
    (
        asOf = AsOf()
    |
        to = RefName() [ asOf = AsOf() ]
    )
    { return new ResetBranch(s.end(this), name, to, asOf); }
}

SqlNode CreateBranch(Span s) :
{
    final SqlNode flag;
    final SqlIdentifier name;
    SqlIdentifier from = null;
    SqlNode asOf = null;
    SqlNode only = null;
}
{
    <BRANCH> flag = IfNotExistsOpt() name = RefName()
    [ <FROM> from = RefName() ]
    [ asOf = AsOf() ]
    [ <ONLY> only = MessageText() ]
    { return new CreateBranch(s.end(this), flag, name, from, asOf, only); }
}

SqlNode CreateTag(Span s) :
{
    final SqlNode flag;
    final SqlIdentifier name;
    SqlIdentifier branch = null;
    SqlNode asOf = null;
    final SqlNode message;
}
{
    <TAG> flag = IfNotExistsOpt() name = RefName()
    [ <ON> branch = RefName() ]
    [ asOf = AsOf() ]
    message = MessageOpt()
    { return new CreateTag(s.end(this), flag, name, branch, asOf, message); }
}
