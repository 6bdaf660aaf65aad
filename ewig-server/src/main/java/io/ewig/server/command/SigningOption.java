package io.ewig.server.command;

import io.ewig.engine.Config;
import picocli.CommandLine.Option;

/** Whether a database that a command makes signs its commits. */
public final class SigningOption {

  @Option(
      names = "--sign",
      description = {
        "If the database is made, it signs all that it writes, under a name that only it can write"
            + " in; one that is there begins to by ewig keys sign."
      })
  private boolean isGiven;

  public boolean isGiven() {
    return isGiven;
  }

  /** How a database is opened then. */
  public Config in(Config config) {
    return config.withSigning(isGiven);
  }
}
