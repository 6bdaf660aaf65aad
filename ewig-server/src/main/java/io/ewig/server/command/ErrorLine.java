package io.ewig.server.command;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what went wrong, with its SQLSTATE: {@code ewig: ERROR 22030: line 3 ...}. */
public final class ErrorLine implements IExecutionExceptionHandler {

  private static final String IO_FAILED = "58030";
  private static final String DISK_FULL = ErrorCode.DISK_FULL.sqlState();
  private static final String NO_FILE = "58P01";
  private static final String NO_TEXT = "22021";
  private static final String INTERNAL = "XX000";

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return exitCode(e, command.getErr());
  }

  /** Says what went wrong, unless nobody is there who wants to know. */
  public static int exitCode(Exception e, PrintWriter err) {
    if (e instanceof UnwrittenException unwritten && unwritten.isUnwanted()) {
      return ExitCode.UNREAD;
    }
    err.println(of(e));
    return e instanceof CorruptionException ? ExitCode.DAMAGED : ExitCode.ERROR;
  }

  public static String of(Exception e) {
    return "ewig: " + withState(e);
  }

  /** Likewise, where it is clear who says it. */
  public static String withState(Exception e) {
    return "ERROR " + sqlState(e) + ": " + text(e).replaceAll("\\R", " ");
  }

  private static String text(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no file or folder " + missing.getFile();
    } else if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be read or written by who runs this";
    } else if (e instanceof UnknownHostException unknown) {
      return "there is no host of that name: " + unknown.getMessage();
    } else if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getFile() + ": " + failed.getReason();
    } else if (e instanceof CharacterCodingException) {
      return "the text is no UTF-8; convert it first (iconv does that)";
    }
    boolean isOurs =
        e instanceof UnwrittenException
            || e.getClass().equals(IOException.class); // the words of others are too short
    boolean saysItAll = e instanceof EwigException || e instanceof SQLException || isOurs;
    String message = e.getMessage();
    return saysItAll && message != null ? message : e.toString();
  }

  private static String sqlState(Exception e) {
    if (e instanceof EwigException known) {
      return known.sqlState();
    }
    if (e instanceof SQLException known && known.getSQLState() != null) {
      return known.getSQLState();
    }
    if (e instanceof NoSuchFileException) {
      return NO_FILE;
    }
    if (e instanceof UnwrittenException unwritten) {
      return unwritten.isForWantOfRoom() ? DISK_FULL : IO_FAILED;
    }
    if (e instanceof CharacterCodingException) {
      return NO_TEXT;
    }
    return e instanceof IOException ? IO_FAILED : INTERNAL;
  }
}
