package io.ewig.calcite.command;

import io.ewig.calcite.access.Administration;
import io.ewig.calcite.access.Grant;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Reach;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.access.Thing;
import io.ewig.calcite.command.Commands.Context;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Interval;
import io.ewig.parser.access.CreateRole;
import io.ewig.parser.access.DropRole;
import io.ewig.parser.access.GrantRights;
import io.ewig.parser.access.GrantRoles;
import io.ewig.parser.access.GrantedThing;
import io.ewig.parser.access.SetRole;
import io.ewig.parser.expression.IntervalLiterals;
import io.ewig.parser.grammar.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Statements about roles and grants. They take effect at once, for all sessions, and belong to no
 * transaction: who may do what is not a matter of the database, but of the server that has it.
 */
final class RoleCommands {

  private static final String ALL = "all";

  private RoleCommands() {}

  private static Administration administration(Context context) {
    return context.session().rights().administration();
  }

  static void create(CreateRole create, Context context) {
    administration(context).createRole(create.name(), create.ifNotExists());
  }

  static void drop(DropRole drop, Context context) {
    administration(context).dropRole(drop.name(), drop.ifExists());
  }

  static void set(SetRole set, Context context) {
    administration(context).setRole(set.name().orElse(null));
  }

  static void grantRoles(GrantRoles grant, Context context) {
    Administration administration = administration(context);
    for (String role : grant.roles()) {
      for (String grantee : grant.grantees()) {
        if (grant.isGiven()) {
          administration.grantRole(role, grantee);
        } else {
          administration.revokeRole(role, grantee);
        }
      }
    }
  }

  static void grantRights(GrantRights grant, Context context) {
    Administration administration = administration(context);
    Thing thing = thing(grant.thing(), context);
    Rights rights = context.session().rights();
    if (grant.isGiven() && rights.isServed() && rights.isUnlimited()) {
      requireKnown(thing, context); // others are refused without being told
    }
    List<Grant> grants = new ArrayList<>();
    for (Operation operation : operations(grant.rights())) {
      Reach reach =
          grant.reach().isPresent()
              ? reach(grant.reach().get(), grant.past(), context)
              : Grant.reachOf(operation, thing, grant.rights().contains(ALL));
      grants.add(new Grant(operation, thing, grant.branch(), reach));
    }
    for (String grantee : grant.grantees()) {
      if (grant.isGiven()) {
        administration.grant(grants, grantee);
      } else {
        administration.revoke(grants, grantee);
      }
    }
  }

  /**
   * Refuses a table that is on no branch and never was on any: a slip of the pen. What is yet to be
   * made is granted by its schema, and what is gone by its name still, as it has a history.
   */
  private static void requireKnown(Thing thing, Context context) {
    if (!(thing instanceof Thing.Table table)
        || context.frontend().hasSystemSchema(table.schema()) // where nobody needs a right
        || isKnown(table, context.session().view())) { // with what its transaction has made
      return;
    }
    Ewig engine = context.session().engine();
    for (BranchInfo branch : engine.branches().list()) {
      if (isKnown(table, engine.view(branch.name(), When.NOW))) {
        return;
      }
    }
    throw new UserException(
        ErrorCode.UNKNOWN_TABLE,
        "there is no table, view or sequence "
            + table.schema()
            + "."
            + table.name()
            + " to grant rights on; make it first, or say ON SCHEMA for all that will be in one");
  }

  private static boolean isKnown(Thing.Table table, View view) {
    Catalog catalog = view.catalog();
    Subject named = new Subject.OfTable(table.schema(), table.name());
    return catalog.find(table.schema(), table.name()).isPresent()
        || catalog.findView(table.schema(), table.name()).isPresent()
        || catalog.findSequence(table.schema(), table.name()).isPresent()
        || view.worlds().stream().map(Subject::of).anyMatch(named::equals);
  }

  private static List<Operation> operations(List<String> words) {
    if (words.equals(List.of(ALL))) {
      return List.of(Operation.values());
    }
    return words.stream().map(RoleCommands::operation).toList();
  }

  private static Operation operation(String word) {
    try {
      return Operation.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + word + "' is no right; there are " + List.of(Operation.values()) + " and ALL",
          e);
    }
  }

  private static Reach reach(String word, Optional<String> past, Context context) {
    if (word.equals("recent") && past.isPresent()) {
      return Reach.recent(duration(past.get(), context));
    } else if (past.isEmpty() && word.equals("live")) {
      return Reach.LIVE;
    } else if (past.isEmpty() && word.equals("historical")) {
      return Reach.HISTORICAL;
    }
    throw new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "a right is good FOR LIVE, FOR RECENT '7 days' or FOR HISTORICAL, not FOR " + word);
  }

  private static Duration duration(String text, Context context) {
    try {
      Object past = context.value(IntervalLiterals.of(text, 1, SqlParserPos.ZERO));
      if (past instanceof Interval interval && interval.months() == 0 && interval.nanos() > 0) {
        return Duration.ofNanos(interval.nanos());
      }
    } catch (ParseException e) {
      throw noDuration(text, e);
    }
    throw noDuration(text, null);
  }

  private static UserException noDuration(String text, @Nullable Exception cause) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "RECENT reaches some days, hours or seconds back, as in '7 days', not '" + text + "'",
        cause);
  }

  private static Thing thing(GrantedThing named, Context context) {
    return switch (named.kind()) {
      case DATABASE -> new Thing.Database();
      case SCHEMA -> new Thing.Schema(named.identifier().getSimple());
      case WORLD -> new Thing.World(named.pattern());
      case BRANCH -> new Thing.Branch(named.pattern());
      case TABLE -> {
        Catalog catalog = context.session().view().catalog();
        QualifiedName full =
            QualifiedName.of(
                named.identifier(),
                context.session().settings().path(),
                context.frontend().catalogName(),
                name ->
                    catalog.find(name.schema(), name.name()).isPresent()
                        || catalog.findView(name.schema(), name.name()).isPresent());
        yield new Thing.Table(full.schema(), full.name());
      }
    };
  }
}
