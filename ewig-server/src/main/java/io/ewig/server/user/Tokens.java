package io.ewig.server.user;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.AuditEntry;
import io.ewig.server.audit.Deed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes and ends what stands for users' passwords; any thread. */
public final class Tokens {

  /** When a token ends if nothing is said. */
  public static final String USUAL_EXPIRY = "90d";

  private static final String NEVER = "never";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,5})([smhd])");

  private final Accounts accounts;
  private final Secrets secrets;
  private final InstantSource clock;

  public Tokens(Accounts accounts, Secrets secrets, InstantSource clock) {
    this.accounts = accounts;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * A token that was made.
   *
   * @param secret kept nowhere
   */
  public record Issued(Token token, String secret) {}

  /**
   * @param expires 30d, 12h, 5m, 30s from now, or never
   */
  public Issued issue(String user, Scope scope, String expires, Actor by) {
    String secret = secrets.secret();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Token token =
        new Token(secrets.id(), user, Secrets.hash(secret), scope, now, endOf(now, expires), null);
    add(token, by);
    return new Issued(token, secret);
  }

  private static @Nullable Instant endOf(Instant now, String expires) {
    if (expires.equals(NEVER)) {
      return null;
    }
    Matcher parts = DURATION.matcher(expires);
    if (!parts.matches()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a token expires in 30d, 12h, 5m, 30s or never, not in '" + expires + "'");
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

  void add(Token token, Actor by) {
    accounts.change(
        new AuditEntry(Deed.TOKEN_CREATED, by, token.id() + " of " + token.user()),
        () -> {
          accounts.requireUser(token.user());
          token.scope().roles().forEach(accounts::requireRole);
          accounts.run(
              "INSERT INTO tokens (id, user_name, hash, roles, databases, operations, created,"
                  + " expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              token.id(),
              token.user(),
              token.hash(),
              BookReader.joined(token.scope().roles()),
              BookReader.joined(token.scope().databases()),
              BookReader.joined(token.scope().operations()),
              time(token.created()),
              time(token.expires()));
        });
  }

  /** Once more does no harm. */
  public void revoke(String id, Actor by) {
    accounts.change(
        new AuditEntry(Deed.TOKEN_REVOKED, by, id),
        () -> {
          if (all(accounts.book()).stream().noneMatch(token -> token.id().equals(id))) {
            throw new UserException(
                ErrorCode.UNKNOWN_OBJECT, "there is no token " + id + "; ewig.tokens lists them");
          }
          accounts.run(
              "UPDATE tokens SET revoked = ? WHERE id = ? AND revoked IS NULL",
              time(clock.instant()),
              id);
        });
  }

  private static @Nullable Object time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** In the order in which they were made. */
  public static List<Token> all(Book book) {
    return book.tokens().values().stream()
        .sorted(Comparator.comparing(Token::created).thenComparing(Token::id))
        .toList();
  }
}
