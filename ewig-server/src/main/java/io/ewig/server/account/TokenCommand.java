package io.ewig.server.account;

import io.ewig.calcite.access.Operation;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Scope;
import io.ewig.server.user.Secrets;
import io.ewig.server.user.Token;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern DURATION = Pattern.compile("(\\d{1,5})([smhd])");

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
              defaultValue = "90d",
              description =
                  "When it ends: 30d, 12h, 5m, 30s from now, or never. Default: ${DEFAULT-VALUE}.")
          String expires,
      @Option(names = "--json", description = "As a JSON object.") boolean json)
      throws IOException {
    try (Accounts open = accounts.open()) {
      Secrets secrets = new Secrets(new SecureRandom());
      String secret = secrets.secret();
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Token token =
          new Token(
              secrets.id(),
              user,
              Secrets.hash(secret),
              scope(scopes == null ? List.of() : scopes),
              now,
              end(now, expires),
              null);
      open.addToken(token, AccountOption.actor());
      terminal
          .out()
          .println(
              json
                  ? new JsonObject()
                      .put("id", token.id())
                      .put("secret", secret)
                      .put("expires", text(token.expires()))
                  : secret);
      if (!json) {
        terminal
            .err()
            .println(
                "token "
                    + token.id()
                    + " of "
                    + user
                    + ", good until "
                    + text(token.expires())
                    + "; its secret is not shown again");
      }
    }
    return ExitCode.OK;
  }

  private static @Nullable Instant end(Instant now, String expires) {
    if (expires.equals("never")) {
      return null;
    }
    Matcher parts = DURATION.matcher(expires);
    if (!parts.matches()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "--expires says 30d, 12h, 5m, 30s or never, not '" + expires + "'");
    }
    long count = Long.parseLong(parts.group(1));
    return now.plus(
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  private static Scope scope(List<String> texts) {
    Set<String> roles = new HashSet<>();
    Set<String> databases = new HashSet<>();
    Set<String> operations = new HashSet<>();
    for (String text : texts) {
      String value = text.substring(text.indexOf('=') + 1);
      switch (text.substring(0, Math.max(0, text.indexOf('=')))) {
        case "role" -> roles.add(value);
        case "db" -> databases.add(value);
        case "op" -> operations.add(operation(value));
        default ->
            throw new UserException(
                ErrorCode.INVALID_ARGUMENT,
                "--scope says role=NAME, db=NAME or op=OPERATION, not '" + text + "'");
      }
    }
    return new Scope(roles, databases, operations);
  }

  private static String operation(String text) {
    try {
      return Operation.valueOf(text.toUpperCase(Locale.ROOT)).name();
    } catch (IllegalArgumentException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + text + "' is no operation; there are " + List.of(Operation.values()),
          e);
    }
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
      @Parameters(paramLabel = "ID", description = "As listed.") String id)
      throws IOException {
    try (Accounts open = accounts.open()) {
      open.revokeToken(id, clock.instant(), AccountOption.actor());
      terminal.out().println("revoked token " + id);
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
    Accounts.read(accounts.folder()).tokens().values().stream()
        .sorted(Comparator.comparing(Token::created).thenComparing(Token::id))
        .forEach(token -> terminal.out().println(json ? document(token) : line(token)));
    return ExitCode.OK;
  }

  private String state(Token token) {
    if (token.revoked() != null) {
      return "revoked";
    }
    return token.isGoodAt(clock.instant()) ? "good" : "expired";
  }

  private static String until(Token token) {
    return token.expires() == null ? "never" : token.expires().toString();
  }

  private JsonObject document(Token token) {
    return new JsonObject()
        .put("id", token.id())
        .put("user", token.user())
        .put("state", state(token))
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
    return token.id() + "\t" + token.user() + "\t" + state(token) + "\t" + until(token) + narrowed;
  }
}
