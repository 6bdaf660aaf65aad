package io.ewig.calcite.expression.session;

import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import java.util.Locale;
import java.util.function.Function;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/** CURRENT_USER, CURRENT_SCHEMA, CURRENT_BRANCH() and their like. */
public final class Identity {

  public static final SqlFunction CURRENT_BRANCH = asked("CURRENT_BRANCH");
  public static final SqlFunction CURRENT_DATABASE = asked("CURRENT_DATABASE");
  public static final SqlFunction DATABASE = asked("DATABASE");
  public static final SqlFunction CURRENT_SCHEMA = asked("CURRENT_SCHEMA");

  public static final SqlFunction VERSION = asked("VERSION");

  /** The name of an argument's type. */
  public static final SqlFunction PG_TYPEOF =
      Own.function("PG_TYPEOF", ReturnTypes.VARCHAR, OperandTypes.ANY);

  /** As SHOW says it; null if there is no such setting, where a second argument says so. */
  public static final SqlFunction CURRENT_SETTING =
      SqlBasicFunction.create(
              "CURRENT_SETTING",
              ReturnTypes.VARCHAR_FORCE_NULLABLE,
              OperandTypes.family(SqlTypeFamily.CHARACTER)
                  .or(OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.BOOLEAN)),
              SqlFunctionCategory.SYSTEM)
          .withDynamic(true);

  private Identity() {}

  private static String version() {
    String version = Identity.class.getPackage().getImplementationVersion();
    return version == null ? "" : " " + version;
  }

  private static Expression typeName(Call call) {
    String name = call.typeOf(0).getSqlTypeName().getName().toLowerCase(Locale.ROOT);
    return new Constant(name.replace('_', ' ').replace(" local", ""));
  }

  private static Expression setting(Call call) {
    Expression wanted = call.argument(0);
    Expression mayMiss = call.size() > 1 ? call.argument(1) : new Constant(false);
    return (row, execution) -> {
      Object name = wanted.value(row, execution);
      Object may = mayMiss.value(row, execution);
      return name == null || may == null
          ? null
          : setting((String) name, (Boolean) may, execution.facts());
    };
  }

  private static @Nullable String setting(String name, boolean mayMiss, SessionFacts facts) {
    String plain = plain(name);
    for (SessionFacts.Setting setting : facts.settings().get()) {
      if (plain(setting.name()).equals(plain)) {
        return setting.value();
      }
    }
    if (mayMiss) {
      return null;
    }
    throw Fault.invalid("there is no setting " + Fault.shown(name) + "; SHOW ALL lists them");
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static SqlFunction asked(String name) {
    return SqlBasicFunction.create(
            name, ReturnTypes.VARCHAR, OperandTypes.NILADIC, SqlFunctionCategory.SYSTEM)
        .withDynamic(true);
  }

  public static void addTo(Functions functions) {
    add(functions, SqlStdOperatorTable.USER, SessionFacts::user);
    add(functions, SqlStdOperatorTable.CURRENT_USER, SessionFacts::user);
    add(functions, SqlStdOperatorTable.SESSION_USER, SessionFacts::user);
    add(functions, SqlStdOperatorTable.SYSTEM_USER, SessionFacts::user);
    add(functions, SqlStdOperatorTable.CURRENT_ROLE, SessionFacts::user);
    add(functions, SqlStdOperatorTable.CURRENT_PATH, SessionFacts::pathText);
    add(functions, SqlStdOperatorTable.CURRENT_CATALOG, SessionFacts::catalog);
    add(functions, SqlStdOperatorTable.CURRENT_SCHEMA, SessionFacts::schema);
    add(functions, CURRENT_SCHEMA, SessionFacts::schema);
    add(functions, CURRENT_DATABASE, SessionFacts::catalog);
    add(functions, DATABASE, SessionFacts::catalog);
    add(functions, VERSION, facts -> "Ewig" + Identity.version());
    functions.add(PG_TYPEOF, Identity::typeName);
    functions.add(CURRENT_SETTING, Identity::setting);
    add(functions, CURRENT_BRANCH, SessionFacts::branch);
  }

  private static void add(
      Functions functions, SqlOperator operator, Function<SessionFacts, String> fact) {
    functions.add(operator, call -> (row, execution) -> fact.apply(execution.facts()));
  }
}
