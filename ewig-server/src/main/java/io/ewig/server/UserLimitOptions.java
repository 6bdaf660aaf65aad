package io.ewig.server;

import io.ewig.server.command.AtLeast;
import io.ewig.server.session.UserLimits;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How much of a server each of its users may take. */
final class UserLimitOptions {

  @Option(
      names = "--user-sessions",
      paramLabel = "N",
      defaultValue = "250",
      description = "Sessions that a user may have open; 0 for all. Default: ${DEFAULT-VALUE}.")
  private int sessions;

  @Option(
      names = "--user-statements",
      paramLabel = "N",
      defaultValue = "64",
      description = "Statements of a user at a time; 0 for any number. Default: ${DEFAULT-VALUE}.")
  private int statements;

  @Option(
      names = "--user-requests",
      paramLabel = "N",
      defaultValue = "0",
      description = "Requests of a user in a second; 0 for any number. Default: ${DEFAULT-VALUE}.")
  private int requests;

  /** Refuses what makes no sense. */
  void require(CommandLine command) {
    AtLeast.require(command, "--user-sessions", sessions, 0);
    AtLeast.require(command, "--user-statements", statements, 0);
    AtLeast.require(command, "--user-requests", requests, 0);
  }

  UserLimits limits() {
    return new UserLimits(sessions, statements, requests);
  }
}
