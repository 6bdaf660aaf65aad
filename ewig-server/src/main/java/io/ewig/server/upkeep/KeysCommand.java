package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.KeyEnvelope;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.NewKeyOption;
import io.ewig.server.command.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ewig keys}: the keys of encrypted databases, and of those that sign; each method is a
 * subcommand.
 */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Make, change and look at keys of databases that are encrypted at rest, or that sign what"
          + " they write."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig keys init garden.key                       a new key file, for its owner only",
      "  ewig sql garden --key-file garden.key           a new database is encrypted under it",
      "  ewig keys show --data garden                    whose key opens it; takes no key",
      "  ewig keys rotate --data garden --key-file garden.key --new-key-file new.key",
      "  ewig keys rotate --data garden --key-file new.key --new-passphrase",
      "  ewig sql garden --passphrase                    asks for it; --passphrase-file reads it",
      "  ewig keys sign --data garden                    sign what is written from now on"
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
    terminal.say(
        json,
        () -> new JsonObject().put("key_file", file.toString()),
        () -> "made " + file + "; keep a copy of it apart from the database");
    return ExitCode.OK;
  }

  @Command(
      aliases = "rewrap",
      mixinStandardHelpOptions = true,
      description = {
        "Exchange the key that opens a database for that of another key file, made if there is"
            + " none, or for a passphrase; no data is written anew, and nobody may have the"
            + " database open to write.",
        "Who has the old key and an old copy of keys.ewk, in a backup say, can still read."
      })
  int rotate(
      @Mixin DataOption data,
      @ArgGroup(multiplicity = "1") NewKeyOption next,
      @Option(names = "--json", description = "Print a JSON object.") boolean json)
      throws IOException {
    if (next.file().isPresent() && data.isKeyIn(next.file().get())) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          next + " holds the key that is used already; name another file, or one to be made");
    }
    try (Ewig db = data.openToChange()) { // nobody else writes, and the old key is the right one
      db.head();
    }
    Keys.rotate(data.folder(), data.key(), next.provider(new SecureRandom()));
    terminal.say(
        json,
        () -> {
          JsonObject said = new JsonObject().put("data", data.folder().toString());
          next.file().ifPresent(file -> said.put("key_file", file.toString()));
          return said;
        },
        () -> data.folder() + " is opened by " + next + " now, and by the old key no more");
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Have a database sign what it writes from now on, under a new name that follows from a new"
            + " key; nobody may have it open to write. One that signs already stays as it is,"
            + " unless its key is not there.",
        "What it wrote before is not signed, and keeps the name that it was written under."
      })
  int sign(
      @Mixin DataOption data,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    Origin origin = Keys.sign(data.folder(), data.optionalKey());
    terminal.say(
        json,
        () ->
            new JsonObject()
                .put("data", data.folder().toString())
                .put("signs_as", origin.toString()),
        () -> data.folder() + " signs what it writes as " + origin);
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Say whether a database is encrypted, what kind of key opens it, and whether it signs what"
            + " it writes."
      })
  int show(
      @Option(names = "--data", paramLabel = "DIR", required = true) Path folder,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    if (!DatabaseFile.isIn(folder)) {
      throw new UserException(
          ErrorCode.NOT_A_DATABASE, folder + " holds no database: there is no ewig.json in it");
    }
    Optional<KeyEnvelope> envelope = Keys.envelope(folder);
    Optional<Origin> signer = Keys.signer(folder);
    terminal.say(json, () -> json(envelope, signer), () -> text(folder, envelope));
    if (!json && signer.isPresent()) {
      terminal.out().println(folder + " signs what it writes as " + signer.get());
    }
    return ExitCode.OK;
  }

  private static JsonObject json(Optional<KeyEnvelope> envelope, Optional<Origin> signer) {
    JsonObject json = new JsonObject().put("encrypted", envelope.isPresent());
    envelope.ifPresent(
        known ->
            json.put("provider", known.provider())
                .put("cipher", "AES-256-GCM")
                .put("memory_kib", known.derivation().memoryKib())
                .put("iterations", known.derivation().iterations())
                .put("parallelism", known.derivation().parallelism()));
    signer.ifPresent(origin -> json.put("signs_as", origin.toString()));
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
