package io.ewig.server.command;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.EwigException;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what went wrong, with its SQLSTATE: {@code ewig: ERROR 22030: line 3 ...}. */
public final class ErrorLine implements IExecutionExceptionHandler {

  private static final String IO_FAILED = "58030";
  private static final String INTERNAL = "XX000";

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    command.getErr().println(of(e));
    return e instanceof CorruptionException ? ExitCode.DAMAGED : ExitCode.ERROR;
  }

  public static String of(Exception e) {
    boolean isOurs = e.getClass().equals(IOException.class); // the words of others are too short
    boolean saysItAll = e instanceof EwigException || e instanceof SQLException || isOurs;
    String text = saysItAll ? String.valueOf(e.getMessage()) : e.toString();
    return "ewig: ERROR " + sqlState(e) + ": " + text.replaceAll("\\R", " ");
  }

  private static String sqlState(Exception e) {
    if (e instanceof EwigException known) {
      return known.sqlState();
    }
    if (e instanceof SQLException known && known.getSQLState() != null) {
      return known.getSQLState();
    }
    return e instanceof IOException ? IO_FAILED : INTERNAL;
  }
}
