package io.ewig.server.command;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.part.Filter;
import io.ewig.engine.world.WorldPattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which part of a history a replica keeps. */
public final class FilterOption {

  @Option(
      names = "--only-world",
      paramLabel = "PATTERN",
      description = {
        "Keep these worlds only: a name as in a://garden/*, where * stands for anything but /, and"
            + " ** for anything. May be given several times."
      })
  private List<String> worlds = new ArrayList<>();

  @Option(
      names = "--only-table",
      paramLabel = "TABLE",
      description = "Likewise, of a table: SCHEMA.TABLE, SCHEMA.* or TABLE.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--only-branch",
      paramLabel = "PATTERN",
      description = "Keep these branches only, with all that they were made from.")
  private List<String> branches = new ArrayList<>();

  @Option(names = "--everything", description = "Keep all, from now on.")
  private boolean isEverything;

  /** What is to be kept, if that is said. */
  private Optional<Filter> filter() {
    if (worlds.isEmpty() && tables.isEmpty() && branches.isEmpty()) {
      return isEverything ? Optional.of(Filter.EVERYTHING) : Optional.empty();
    } else if (isEverything) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "--everything leaves nothing out, so it stands without --only-world, --only-table and"
              + " --only-branch");
    }
    List<WorldPattern> all = new ArrayList<>();
    worlds.forEach(glob -> all.add(new WorldPattern(glob)));
    tables.forEach(name -> all.add(Filter.table(name)));
    return Optional.of(new Filter(all, branches.stream().map(WorldPattern::new).toList()));
  }

  /** Whether anything is said. */
  public boolean isGiven() {
    return filter().isPresent();
  }

  /** How a database is made that is to keep this. */
  public Config in(Config config) {
    return filter().map(config::withFilter).orElse(config);
  }

  /** Opens a database that is to keep this; one that is made keeps no more from the beginning. */
  public Ewig open(Path folder, Config config) {
    Optional<Filter> filter = filter();
    boolean isNew = !DatabaseFile.isIn(folder);
    Ewig db =
        Ewig.open(folder, isNew && filter.isPresent() ? config.withFilter(filter.get()) : config);
    try {
      filter.ifPresent(db.replica()::keep);
      return db;
    } catch (RuntimeException | Error e) {
      db.close();
      throw e;
    }
  }
}
