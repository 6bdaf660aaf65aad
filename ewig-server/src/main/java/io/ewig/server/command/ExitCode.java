package io.ewig.server.command;

/** What a command tells the shell in the end; {@code ewig --help} lists them. */
public final class ExitCode {

  public static final int OK = 0;
  public static final int ERROR = 1;
  public static final int USAGE = 2;
  public static final int DAMAGED = 3;

  /** What a shell says of whoever was ended because nobody reads on: 128 and SIGPIPE's number. */
  public static final int UNREAD = 141;

  private ExitCode() {}
}
