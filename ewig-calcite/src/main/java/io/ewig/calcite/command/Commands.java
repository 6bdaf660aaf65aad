package io.ewig.calcite.command;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.moment.MomentPlan;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.session.Setting;
import io.ewig.calcite.session.Work;
import io.ewig.calcite.statement.Frontend;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.session.When;
import io.ewig.parser.access.AlterUser;
import io.ewig.parser.access.CreateRole;
import io.ewig.parser.access.CreateUser;
import io.ewig.parser.access.DropRole;
import io.ewig.parser.access.DropToken;
import io.ewig.parser.access.DropUser;
import io.ewig.parser.access.GrantRights;
import io.ewig.parser.access.GrantRoles;
import io.ewig.parser.access.SetRole;
import io.ewig.parser.branch.ApplyCommit;
import io.ewig.parser.branch.CreateBranch;
import io.ewig.parser.branch.CreateTag;
import io.ewig.parser.branch.DropBranch;
import io.ewig.parser.branch.DropTag;
import io.ewig.parser.branch.EndMerge;
import io.ewig.parser.branch.MergeBranch;
import io.ewig.parser.branch.RenameBranch;
import io.ewig.parser.branch.ResetBranch;
import io.ewig.parser.branch.ResolveConflict;
import io.ewig.parser.branch.RestoreBranch;
import io.ewig.parser.branch.UseBranch;
import io.ewig.parser.session.Begin;
import io.ewig.parser.session.Commit;
import io.ewig.parser.session.Release;
import io.ewig.parser.session.ResetSetting;
import io.ewig.parser.session.Rollback;
import io.ewig.parser.session.Savepoint;
import io.ewig.parser.session.SetSetting;
import io.ewig.parser.session.SetTransaction;
import io.ewig.parser.time.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Statements that need no plan. */
final class Commands {

  /** What each kind of tree does. */
  private static final Map<Class<?>, BiConsumer<SqlNode, Context>> VERBS =
      Map.ofEntries(
          Map.entry(Begin.class, verb(Begin.class, Commands::begin)),
          Map.entry(Commit.class, verb(Commit.class, Commands::commit)),
          Map.entry(Rollback.class, verb(Rollback.class, Commands::rollback)),
          Map.entry(
              Savepoint.class,
              verb(Savepoint.class, (node, context) -> context.work().savepoint(node.name()))),
          Map.entry(
              Release.class,
              verb(Release.class, (node, context) -> context.work().release(node.savepoint()))),
          Map.entry(SetTransaction.class, verb(SetTransaction.class, Commands::setTransaction)),
          Map.entry(SetSetting.class, verb(SetSetting.class, Commands::set)),
          Map.entry(ResetSetting.class, verb(ResetSetting.class, Commands::reset)),
          Map.entry(
              UseBranch.class,
              verb(
                  UseBranch.class,
                  (node, context) -> Setting.BRANCH.set(context.session(), node.name()))),
          Map.entry(CreateBranch.class, verb(CreateBranch.class, BranchCommands::create)),
          Map.entry(DropBranch.class, verb(DropBranch.class, BranchCommands::drop)),
          Map.entry(RenameBranch.class, verb(RenameBranch.class, BranchCommands::rename)),
          Map.entry(RestoreBranch.class, verb(RestoreBranch.class, BranchCommands::restore)),
          Map.entry(ResetBranch.class, verb(ResetBranch.class, BranchCommands::reset)),
          Map.entry(CreateTag.class, verb(CreateTag.class, BranchCommands::tag)),
          Map.entry(DropTag.class, verb(DropTag.class, BranchCommands::dropTag)),
          Map.entry(MergeBranch.class, verb(MergeBranch.class, MergeCommands::merge)),
          Map.entry(ApplyCommit.class, verb(ApplyCommit.class, MergeCommands::apply)),
          Map.entry(ResolveConflict.class, verb(ResolveConflict.class, MergeCommands::resolve)),
          Map.entry(EndMerge.class, verb(EndMerge.class, MergeCommands::end)),
          Map.entry(CreateUser.class, verb(CreateUser.class, UserCommands::create)),
          Map.entry(AlterUser.class, verb(AlterUser.class, UserCommands::alter)),
          Map.entry(DropUser.class, verb(DropUser.class, UserCommands::drop)),
          Map.entry(DropToken.class, verb(DropToken.class, UserCommands::dropToken)),
          Map.entry(CreateRole.class, verb(CreateRole.class, RoleCommands::create)),
          Map.entry(DropRole.class, verb(DropRole.class, RoleCommands::drop)),
          Map.entry(SetRole.class, verb(SetRole.class, RoleCommands::set)),
          Map.entry(GrantRoles.class, verb(GrantRoles.class, RoleCommands::grantRoles)),
          Map.entry(GrantRights.class, verb(GrantRights.class, RoleCommands::grantRights)));

  private Commands() {}

  private static <N extends SqlNode> BiConsumer<SqlNode, Context> verb(
      Class<N> kind, BiConsumer<N, Context> action) {
    return (node, context) -> action.accept(kind.cast(node), context);
  }

  /** What a command works with; one run. */
  record Context(Frontend frontend, Run run, int parameterCount) {

    Session session() {
      return run.session();
    }

    Work work() {
      return run.session().work();
    }

    /** The value of an expression without columns. */
    @Nullable Object value(SqlNode expression) {
      Understanding understanding = frontend.understanding(run, parameterCount);
      return understanding.momentOf(expression).value(new Object[0], understanding.execution());
    }

    /** The value of what is a text, or a question mark for one. */
    @Nullable Object text(SqlNode expression) {
      Understanding understanding = frontend.understanding(run, parameterCount);
      return understanding.textOf(expression).value(new Object[0], understanding.execution());
    }

    /** The moment that AS OF names. */
    When when(Span.AsOf asOf) {
      Understanding understanding = frontend.understanding(run, parameterCount);
      Expression expression = understanding.momentOf(asOf.value());
      Execution execution = understanding.execution();
      Object value = expression.value(new Object[0], execution);
      if (value == null) {
        throw new UserException(ErrorCode.NULL_NOT_ALLOWED, "AS OF takes a moment, not null");
      }
      return MomentPlan.when(asOf.anchor(), value, session(), execution);
    }
  }

  /**
   * @param tree a new one each time, because parts of it are planned
   */
  static Optional<Statement> of(
      Frontend frontend, io.ewig.parser.Statement parsed, Supplier<SqlNode> tree) {
    BiConsumer<SqlNode, Context> verb = VERBS.get(parsed.tree().getClass());
    return verb == null
        ? Optional.empty()
        : Optional.of(
            new Command(
                parsed.parameters(),
                frontend.types(),
                run -> {
                  Context context = new Context(frontend, run, parsed.parameters());
                  verb.accept(tree.get(), context);
                  return 0;
                }));
  }

  // ---- transactions

  private static void begin(Begin begin, Context context) {
    begin.isolation().ifPresent(Isolations::requireOffered);
    context.work().begin(begin.isReadOnly().orElse(context.session().settings().isReadOnly()));
  }

  private static void commit(Commit commit, Context context) {
    context.work().commit(commit.message().orElse(""));
  }

  private static void rollback(Rollback rollback, Context context) {
    if (rollback.savepoint().isPresent()) {
      context.work().rollbackTo(rollback.savepoint().get());
    } else {
      context.work().rollback();
    }
  }

  private static void setTransaction(SetTransaction set, Context context) {
    set.isolation().ifPresent(Isolations::requireOffered);
    if (set.isReadOnly().isPresent()) {
      if (set.isForSession()) {
        context.session().settings().setReadOnly(set.isReadOnly().get());
      } else {
        context.work().setReadOnly(set.isReadOnly().get());
      }
    }
  }

  // ---- settings

  private static void set(SetSetting set, Context context) {
    Setting setting = Setting.of(set.name());
    if (set.value().orElse(null) instanceof Span.AsOf moment) {
      if (setting != Setting.AS_OF) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            setting.key() + " is no moment of system time; only as_of takes a commit, tag or seq");
      }
      context.session().lookAt(context.when(moment));
      return;
    }
    setting.set(
        context.session(), set.value().map(node -> value(setting, node, context)).orElse(null));
  }

  private static @Nullable String value(Setting setting, SqlNode node, Context context) {
    if (setting == Setting.SEARCH_PATH) {
      return path(node, context);
    } else if (node instanceof SqlNodeList) {
      throw new UserException(ErrorCode.UNSUPPORTED, setting.key() + " takes one value");
    }
    return word(node, context);
  }

  /** As in PostgreSQL a text is the name of one schema, also if it has commas in it. */
  private static String path(SqlNode node, Context context) {
    List<@Nullable SqlNode> nodes =
        node instanceof SqlNodeList list ? list.getList() : List.of(node);
    List<String> schemas = new ArrayList<>();
    for (SqlNode each : nodes) {
      String schema = each == null ? null : word(each, context);
      if (schema == null) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT, "DEFAULT and NULL are no schemas; name each of them");
      }
      schemas.add(schema);
    }
    return new SearchPath(schemas).toString();
  }

  /** A name stands for its own text. */
  private static @Nullable String word(SqlNode node, Context context) {
    return node instanceof SqlIdentifier name
        ? String.join(".", name.names)
        : text(context.value(node));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static void reset(ResetSetting reset, Context context) {
    List<Setting> settings =
        reset.name().map(name -> List.of(Setting.of(name))).orElse(List.of(Setting.values()));
    settings.forEach(setting -> setting.set(context.session(), null));
  }
}
