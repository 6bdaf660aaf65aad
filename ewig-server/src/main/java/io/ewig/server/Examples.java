package io.ewig.server;

import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Examples in the help of commands that are within another one: those of the other one's examples
 * that are about them, so that each is written once.
 */
final class Examples {

  private Examples() {}

  /** Hands them down from a command to those within it. */
  static void handDown(CommandLine command) {
    UsageMessageSpec from = command.getCommandSpec().usageMessage();
    for (Map.Entry<String, CommandLine> inner : command.getSubcommands().entrySet()) {
      UsageMessageSpec to = inner.getValue().getCommandSpec().usageMessage();
      String start = "  " + command.getCommandSpec().qualifiedName() + " " + inner.getKey() + " ";
      String[] about =
          Arrays.stream(from.footer())
              .filter(line -> line.startsWith(start))
              .toArray(String[]::new);
      if (to.footer().length == 0 && about.length > 0) {
        to.footerHeading(from.footerHeading());
        to.footer(about);
      }
      handDown(inner.getValue());
    }
  }
}
