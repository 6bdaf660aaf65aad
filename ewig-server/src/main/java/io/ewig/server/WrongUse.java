package io.ewig.server;

import io.ewig.server.command.ExitCode;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in a few lines what is wrong with a command line, what was probably meant, and who helps.
 */
final class WrongUse implements IParameterExceptionHandler {

  /** So many letters may be wrong, missing or too many. */
  private static final int DISTANCE_MAX = 2;

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      meant(command, unmatched).ifPresent(found -> err.println("did you mean " + found + "?"));
    }
    if (!(e instanceof UnmatchedArgumentException) && !command.getSubcommands().isEmpty()) {
      command.usage(err); // which of them is what is missing
    } else {
      err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE;
  }

  private static Optional<String> meant(CommandLine command, UnmatchedArgumentException e) {
    List<String> said = e.getUnmatched();
    if (said.isEmpty()) {
      return Optional.empty();
    }
    Collection<String> known =
        e.isUnknownOption()
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    String word = said.get(0).replaceFirst("=.*", "");
    return known.stream()
        .filter(name -> distance(word, name) <= DISTANCE_MAX)
        .min(Comparator.comparingInt(name -> distance(word, name)))
        .map(
            name ->
                e.isUnknownOption() ? name : command.getCommandSpec().qualifiedName() + " " + name);
  }

  /** How many letters to change, add or leave out to get from one word to the other. */
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int changed = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[right.length()];
  }
}
