package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.KeyEnvelope;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig keys}: the keys of encrypted databases; each method is a subcommand. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Make, change and look at keys of databases that are encrypted at rest.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig keys init garden.key                       a new key file, for its owner only",
      "  ewig sql garden --key-file garden.key           a new database is encrypted under it",
      "  ewig keys show --data garden                    whose key opens it; takes no key",
      "  ewig keys rotate --data garden --key-file garden.key --new-key-file new.key"
    })
public final class KeysCommand {

  private final Terminal terminal;

  public KeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Make a key file; one that is there is never overwritten.")
  int init(
      @Parameters(paramLabel = "FILE", description = "The key file.") Path file,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    Keys.generateFile(file, new SecureRandom());
    terminal
        .out()
        .println(
            json
                ? new JsonObject().put("key_file", file.toString())
                : "made " + file + "; keep a copy of it apart from the database");
    return ExitCode.OK;
  }

  @Command(
      aliases = "rewrap",
      mixinStandardHelpOptions = true,
      description = {
        "Exchange the key that opens a database for that of another key file, made if there is"
            + " none; no data is written anew, and nobody may have the database open to write.",
        "Who has the old key and an old copy of keys.ewk, in a backup say, can still read."
      })
  int rotate(
      @Mixin DataOption data,
      @Option(names = "--new-key-file", paramLabel = "FILE", required = true) Path next,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    try (Ewig db = data.openToChange()) { // nobody else writes, and the old key is the right one
      db.head();
    }
    if (!Files.exists(next)) {
      Keys.generateFile(next, new SecureRandom());
    }
    Keys.rotate(data.folder(), data.key(), Keys.file(next));
    terminal
        .out()
        .println(
            json
                ? new JsonObject()
                    .put("data", data.folder().toString())
                    .put("key_file", next.toString())
                : data.folder() + " is opened by " + next + " now, and by the old key no more");
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Say whether a database is encrypted, and what kind of key opens it.")
  int show(
      @Option(names = "--data", paramLabel = "DIR", required = true) Path folder,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    if (!Files.exists(folder.resolve("ewig.json"))) {
      throw new UserException(
          ErrorCode.NOT_A_DATABASE, folder + " holds no database: there is no ewig.json in it");
    }
    Optional<KeyEnvelope> envelope = Keys.envelope(folder);
    terminal.out().println(json ? json(envelope) : text(folder, envelope));
    return ExitCode.OK;
  }

  private static JsonObject json(Optional<KeyEnvelope> envelope) {
    JsonObject json = new JsonObject().put("encrypted", envelope.isPresent());
    envelope.ifPresent(
        known ->
            json.put("provider", known.provider())
                .put("cipher", "AES-256-GCM")
                .put("memory_kib", known.derivation().memoryKib())
                .put("iterations", known.derivation().iterations())
                .put("parallelism", known.derivation().parallelism()));
    return json;
  }

  private static String text(Path folder, Optional<KeyEnvelope> envelope) {
    return envelope
        .map(
            known ->
                folder + " is encrypted (AES-256-GCM) under a key of provider " + known.provider())
        .orElse(folder + " is not encrypted");
  }
}
