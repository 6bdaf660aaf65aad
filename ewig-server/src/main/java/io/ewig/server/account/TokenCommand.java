package io.ewig.server.account;

import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Scope;
import io.ewig.server.user.Secrets;
import io.ewig.server.user.Token;
import io.ewig.server.user.Tokens;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig token}: what programs say instead of a password. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Tokens stand for a user's password in programs: each can be narrowed, expires and can be"
            + " revoked. A driver takes one as its password, HTTP as a bearer token.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig token create --data garden --user anna --expires 30d",
      "  ewig token create --data garden --user anna --scope op=SELECT,op=HISTORY,role=gardener",
      "  ewig token list --data garden",
      "  ewig token revoke --data garden 9nqK3Zt1"
    })
public final class TokenCommand {

  private final Terminal terminal;
  private final InstantSource clock;

  public TokenCommand(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make a token. Its secret is shown this once and kept nowhere.")
  int create(
      @Mixin AccountOption accounts,
      @Option(
              names = "--user",
              paramLabel = "NAME",
              required = true,
              description = "Whose rights it has.")
          String user,
      @Option(
              names = "--scope",
              paramLabel = "KEY=VALUE",
              split = ",",
              description =
                  "Narrows it: role=R takes on that role only, db=NAME reaches that database only,"
                      + " op=SELECT does that only. Any number of times.")
          List<String> scopes,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              defaultValue = Tokens.USUAL_EXPIRY,
              description =
                  "When it ends: 30d, 12h, 5m, 30s from now, or never. Default: ${DEFAULT-VALUE}.")
          String expires,
      @Option(names = "--json", description = "As a JSON object.") boolean json)
      throws IOException {
    try (Accounts open = accounts.openToChange()) {
      Scope scope = Scope.of(scopes == null ? List.of() : scopes);
      Tokens.Issued made = tokens(open).issue(user, scope, expires, AccountOption.actor());
      print(made, json);
    }
    return ExitCode.OK;
  }

  private Tokens tokens(Accounts open) {
    return new Tokens(open, new Secrets(new SecureRandom()), clock);
  }

  private void print(Tokens.Issued made, boolean json) {
    Token token = made.token();
    if (json) {
      terminal
          .out()
          .println(
              new JsonObject()
                  .put("id", token.id())
                  .put("secret", made.secret())
                  .put("expires", text(token.expires())));
      return;
    }
    terminal.out().println(made.secret());
    terminal
        .err()
        .println(
            "token "
                + token.id()
                + " of "
                + token.user()
                + ", good until "
                + text(token.expires())
                + "; its secret is not shown again");
  }

  private static String text(@Nullable Instant end) {
    return end == null ? "it is revoked" : end.toString();
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "End a token; the server lets nobody in with it from then on.")
  int revoke(
      @Mixin AccountOption accounts,
      @Parameters(paramLabel = "ID", description = "As listed.") String id,
      @Option(names = "--json", description = "Print a JSON object.") boolean json)
      throws IOException {
    try (Accounts open = accounts.openToChange()) {
      tokens(open).revoke(id, AccountOption.actor());
      terminal.done(json, "revoked token", id);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List tokens, without their secrets; works while the server is running.")
  int list(
      @Mixin AccountOption accounts,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    Tokens.all(Accounts.read(accounts.folder()))
        .forEach(token -> terminal.say(json, () -> document(token), () -> line(token)));
    return ExitCode.OK;
  }

  private static String until(Token token) {
    return token.expires() == null ? "never" : token.expires().toString();
  }

  private JsonObject document(Token token) {
    return new JsonObject()
        .put("id", token.id())
        .put("user", token.user())
        .put("state", token.state(clock.instant()))
        .put("created", token.created().toString())
        .put("expires", until(token))
        .put("roles", String.join(",", token.scope().roles()))
        .put("databases", String.join(",", token.scope().databases()))
        .put("operations", String.join(",", token.scope().operations()));
  }

  private String line(Token token) {
    Scope scope = token.scope();
    String narrowed =
        scope.allowsAll()
            ? ""
            : "\t" + scope.roles() + " " + scope.databases() + " " + scope.operations();
    return token.id()
        + "\t"
        + token.user()
        + "\t"
        + token.state(clock.instant())
        + "\t"
        + until(token)
        + narrowed;
  }
}
