package io.ewig.sqltests.script;

import com.google.common.collect.ImmutableList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import net.hydromatic.quidem.AbstractCommand;
import net.hydromatic.quidem.Command;
import net.hydromatic.quidem.CommandHandler;
import org.jspecify.annotations.Nullable;

/** The command {@code !refused}: the statement fails, with this SQLSTATE and this message. */
final class Refusals implements CommandHandler {

  @Override
  public @Nullable Command parseCommand(List<String> lines, List<String> content, String line) {
    return line.equals("refused") ? new Refused(ImmutableList.copyOf(lines)) : null;
  }

  private static final class Refused extends AbstractCommand {

    /** Ids differ from run to run. */
    private static final Pattern ID = Pattern.compile("\\b[0-9A-HJKMNP-TV-Z]{26}\\b");

    private final ImmutableList<String> lines;

    Refused(ImmutableList<String> lines) {
      this.lines = lines;
    }

    @Override
    public void execute(Context context, boolean execute) throws Exception {
      if (execute) {
        context.writer().println(answer(context));
        context.writer().println();
      }
      context.echo(lines);
    }

    private static String answer(Context context) throws SQLException {
      try (Statement statement = context.connection().createStatement()) {
        if (statement.execute(context.previousSqlCommand().sql)) {
          readAll(statement.getResultSet());
        }
        return "(accepted)";
      } catch (SQLException e) {
        return ID.matcher(e.getSQLState() + " " + e.getMessage()).replaceAll("<id>");
      }
    }

    /** A query may fail at any row. */
    private static void readAll(ResultSet rows) throws SQLException {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }
}
