package io.ewig.server.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Numbers of a command line that have a smallest value. */
public final class AtLeast {

  private AtLeast() {}

  /**
   * @throws ParameterException if it is less
   */
  public static void require(CommandLine command, String option, long value, long least) {
    if (value < least) {
      throw new ParameterException(
          command, "a " + option + " is " + least + " or more, not " + value);
    }
  }
}
