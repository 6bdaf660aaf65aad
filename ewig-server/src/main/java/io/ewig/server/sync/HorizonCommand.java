package io.ewig.server.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Origin;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.replica.Horizon;
import io.ewig.engine.time.Clock;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import io.ewig.sync.peer.AcknowledgedFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig horizon}: how much of a history could be folded, and who is waited for. */
@Command(
    name = "horizon",
    mixinStandardHelpOptions = true,
    description = {
      "Show how much of the history all known replicas have, and what holds that back.",
      "What lies below can be folded into a checkpoint: ewig compact, ewig sync --from-checkpoint."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig horizon --data garden",
      "  ewig horizon --data garden --retire 0123456789abcdef0123456789abcdef    it is gone for good"
    })
public final class HorizonCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--retire",
      paramLabel = "ORIGIN",
      description = {
        "Wait no more for a replica that will never write again. If it does, what it writes is"
            + " refused by who has folded what it lacks."
      })
  private List<String> retired = new ArrayList<>();

  @Option(names = "--unretire", paramLabel = "ORIGIN", description = "Wait for it again.")
  private List<String> unretired = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  public HorizonCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.openToRead()) {
      AcknowledgedFile file = file(data);
      retired.forEach(origin -> file.retire(Origin.parse(origin)));
      unretired.forEach(origin -> file.unretire(Origin.parse(origin)));
      Acknowledged acknowledged = file.read();
      Horizon horizon = db.replica().horizon(acknowledged);
      long folded = db.replica().inception().version().events();
      if (json) {
        terminal.out().println(json(db, horizon, acknowledged, folded));
      } else {
        print(db, horizon, acknowledged, folded);
      }
      return ExitCode.OK;
    }
  }

  static AcknowledgedFile file(DataOption data) {
    return new AcknowledgedFile(data.folder().resolve(SyncResource.FOLDER), Clock.system());
  }

  private static JsonObject json(Ewig db, Horizon horizon, Acknowledged acknowledged, long folded) {
    return new JsonObject()
        .put("size", horizon.size())
        .put("of", db.head().size())
        .put("moment", horizon.moment().toString())
        .put("folded", folded)
        .put(
            "heldBy",
            horizon.heldBy().stream()
                .map(each -> new JsonObject().put("size", each.size()).put("what", each.what()))
                .toList())
        .put(
            "retired",
            new TreeSet<>(acknowledged.retired())
                .stream().map(each -> new JsonObject().put("origin", each.toString())).toList());
  }

  private void print(Ewig db, Horizon horizon, Acknowledged acknowledged, long folded) {
    PrintWriter out = terminal.out();
    out.println(
        "known to all: "
            + horizon.size()
            + " of "
            + db.head().size()
            + " events, until "
            + horizon.moment());
    if (folded > 0) {
      out.println("folded already, into the checkpoint at which this history begins: " + folded);
    }
    horizon.heldBy().forEach(each -> out.println("held at " + each.size() + ": " + each.what()));
    new TreeSet<>(acknowledged.retired()).forEach(each -> out.println("retired: " + each));
  }
}
