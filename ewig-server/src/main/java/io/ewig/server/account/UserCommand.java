package io.ewig.server.account;

import io.ewig.engine.Keys;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Book;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig user}: who may use a server. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Who may use a server. As soon as there is one user, everybody has to say who he is. The"
            + " first one is an admin.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig user add --data garden anna                 asks for the password",
      "  ewig user add --data garden ben --role gardener --password-file -  < secret",
      "  ewig user passwd --data garden anna",
      "  ewig user list --data garden --json",
      "  ewig user drop --data garden ben"
    })
public final class UserCommand {

  private final Terminal terminal;

  public UserCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "add", mixinStandardHelpOptions = true, description = "Add a user.")
  int add(
      @Mixin AccountOption accounts,
      @Mixin PasswordOption password,
      @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, _ . @ -")
          String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              split = ",",
              description = "A role that the user gets; admin may do all. Any number of times.")
          Set<String> roles,
      @Option(names = "--json", description = "Print a JSON object.") boolean json)
      throws IOException {
    try (Accounts open = accounts.open()) {
      Set<String> given = roles == null ? Set.of() : roles;
      open.addUser(name, hash(password, name), given, AccountOption.actor());
      Set<String> has = new TreeSet<>(open.book().rolesOf(name));
      terminal.say(
          json,
          () ->
              new JsonObject()
                  .put("done", "added user")
                  .put("name", name)
                  .put("roles", String.join(",", has)),
          () -> "added user " + name + " " + has);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "passwd",
      mixinStandardHelpOptions = true,
      description = "Change a user's password.")
  int passwd(
      @Mixin AccountOption accounts,
      @Mixin PasswordOption password,
      @Parameters(paramLabel = "NAME", description = "Whose.") String name,
      @Option(names = "--json", description = "Print a JSON object.") boolean json)
      throws IOException {
    try (Accounts open = accounts.openToChange()) {
      open.setPassword(name, hash(password, name), AccountOption.actor());
      terminal.done(json, "changed the password of", name);
    }
    return ExitCode.OK;
  }

  private PasswordHash hash(PasswordOption password, String name) throws IOException {
    char[] chars = password.read(name, terminal);
    try {
      return Keys.passwords().hash(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  @Command(
      name = "drop",
      mixinStandardHelpOptions = true,
      description = "Drop a user, with all tokens and grants; what the user did stays.")
  int drop(
      @Mixin AccountOption accounts,
      @Parameters(paramLabel = "NAME", description = "Whom.") String name,
      @Option(names = "--json", description = "Print a JSON object.") boolean json)
      throws IOException {
    try (Accounts open = accounts.openToChange()) {
      open.dropUser(name, AccountOption.actor());
      terminal.done(json, "dropped user", name);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List users and roles; works while the server is running.")
  int list(
      @Mixin AccountOption accounts,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    Book book = Accounts.read(accounts.folder());
    for (String name : new TreeSet<>(book.users().keySet())) {
      Set<String> roles = new TreeSet<>(book.rolesOf(name));
      terminal.say(
          json,
          () -> new JsonObject().put("user", name).put("roles", String.join(",", roles)),
          () -> name + "\t" + roles);
    }
    return ExitCode.OK;
  }
}
