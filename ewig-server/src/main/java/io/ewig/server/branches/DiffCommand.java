package io.ewig.server.branches;

import io.ewig.engine.Ewig;
import io.ewig.engine.merge.Difference;
import io.ewig.engine.merge.Differences;
import io.ewig.engine.session.View;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig diff}: what differs between two states. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Show what differs: tables, rows and objects, + added, - removed, ~ modified.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig diff --data garden main dev",
      "  ewig diff --data garden main@2026-03-01T12:00:00Z main",
      "  ewig diff --data garden spring main            spring is a tag"
    })
public final class DiffCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = Revision.LABEL, description = "Before.")
  private String before = "";

  @Parameters(index = "1", paramLabel = Revision.LABEL, description = "After.")
  private String after = "";

  @Option(names = "--json", description = "Print each difference as a JSON object on a line.")
  private boolean json;

  public DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.openToRead()) {
      View from = Revision.of(db, before).view(db);
      View to = Revision.of(db, after).view(db);
      from.requireAllHere("all that diff compares");
      to.requireAllHere("all that diff compares");
      Differences found = from.differencesTo(to);
      while (found.next()) {
        Difference one = found.difference();
        terminal.say(json, () -> DifferenceJson.of(one), () -> DifferenceText.of(one));
      }
      return DamageNotice.print(db, terminal);
    }
  }
}
