package io.ewig.server;

import io.ewig.server.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in this process, in a folder of their own. */
abstract class CommandLineCase {

  @TempDir Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Where a file of that name would lie. */
  final String at(String name) {
    return temporary.resolve(name).toString();
  }

  /** Runs a command that reads nothing; gives its exit code, and forgets what was said before. */
  final int run(String... args) {
    return typing("", args);
  }

  final int typing(String typed, String... args) {
    out.reset();
    err.reset();
    byte[] in = typed.getBytes(StandardCharsets.UTF_8);
    return EwigCommand.run(Terminal.of(new ByteArrayInputStream(in), out, err), args);
  }

  final String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  final String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  final List<String> lines() {
    return out().lines().toList();
  }

  /** A table of plants with some history. */
  final void plantGarden() {
    run(
        "sql",
        at("garden"),
        "-e",
        "create table plants (name varchar primary key, petals int);"
            + "insert into plants values ('rose', 5), ('lily', 6);"
            + "update plants set petals = 12 where name = 'rose'");
  }
}
