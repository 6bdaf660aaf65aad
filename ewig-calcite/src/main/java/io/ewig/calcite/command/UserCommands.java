package io.ewig.calcite.command;

import io.ewig.calcite.access.Administration;
import io.ewig.calcite.access.Administration.NewToken;
import io.ewig.calcite.command.Commands.Context;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.access.AlterUser;
import io.ewig.parser.access.CreateToken;
import io.ewig.parser.access.CreateUser;
import io.ewig.parser.access.DropToken;
import io.ewig.parser.access.DropUser;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Statements about users and tokens; like those about roles, they take effect at once. */
final class UserCommands {

  /** What is told of a token that was made. */
  static final List<String> TOKEN_COLUMNS = List.of("id", "secret", "expires");

  private UserCommands() {}

  private static Administration administration(Context context) {
    return context.session().rights().administration();
  }

  static void create(CreateUser create, Context context) {
    administration(context)
        .createUser(create.name(), text(create.password(), context), create.ifNotExists());
  }

  static void alter(AlterUser alter, Context context) {
    administration(context).setPassword(alter.name(), text(alter.password(), context));
  }

  static void drop(DropUser drop, Context context) {
    administration(context).dropUser(drop.name(), drop.ifExists());
  }

  static List<@Nullable Object[]> createToken(CreateToken create, Context context) {
    NewToken made =
        administration(context)
            .createToken(
                create.user(),
                create.expiry().map(node -> text(node, context)).orElse(null),
                create.scope().map(node -> text(node, context)).orElse(null));
    String end = made.expires() == null ? null : made.expires().toString();
    return List.<@Nullable Object[]>of(new @Nullable Object[] {made.id(), made.secret(), end});
  }

  static void dropToken(DropToken drop, Context context) {
    administration(context).dropToken(text(drop.id(), context));
  }

  private static String text(SqlNode node, Context context) {
    Object value = context.text(node);
    if (value == null) {
      throw new UserException(
          ErrorCode.NULL_NOT_ALLOWED, "a password, a token and what it is good for are not null");
    }
    return value.toString();
  }
}
