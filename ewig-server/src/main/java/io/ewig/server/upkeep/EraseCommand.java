package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.engine.erasure.Reason;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Scan;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig erase}: destroys what events of worlds carry. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Destroy what events of worlds carry, in all of history and for good. That they happened"
            + " stays, as do all hashes. Rows of tables are erased in SQL: ERASE FROM t WHERE ...",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig erase --data garden --seq 17 --seq 18 --message 'request 7'",
      "  ewig erase --data garden --world a://garden    all events of the world, on all branches"
    })
public final class EraseCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Option(names = "--author", paramLabel = "NAME", defaultValue = "", description = "Who erases.")
  private String author = "";

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; it stays, so it must not say what is erased.")
  private String message = "";

  /** Which events. */
  private static final class What {

    @Option(names = "--world", paramLabel = "URI", description = "All events of this world.")
    private @Nullable String world;

    @Option(names = "--seq", paramLabel = "N", description = "The event at this position.")
    private NavigableSet<Long> seqs = new TreeSet<>();

    /** A slip of the pen must not look like a duty fulfilled. */
    void requireThere(Ewig db) {
      if (world == null) {
        seqs.forEach(db::get);
      } else if (db.timelines().newestSeq(World.of(world)) < 0) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT, "there is no event of the world " + world + " to erase");
      }
    }

    Scan scan() {
      return world == null
          ? Scan.all()
              .from(seqs.first())
              .before(seqs.last() + 1)
              .where(event -> seqs.contains(event.seq()))
          : Scan.all().in(World.of(world));
    }
  }

  @Option(names = "--json", description = "Print how many there were as one JSON object.")
  private boolean json;

  public EraseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.openToChange()) {
      what.requireThere(db);
      long erased = db.erasures().events(what.scan(), new Reason(author, message));
      terminal.say(
          json,
          () -> new JsonObject().put("erased", erased),
          () -> "erased the payloads of " + erased + " events");
      return ExitCode.OK;
    }
  }
}
