package io.ewig.server.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a user's password in a program.
 *
 * @param id what it is called where it is listed; tells nothing of the secret
 * @param hash SHA-256 of the secret, in hex: 256 random bits need nothing slower
 * @param expires when it ends; null for never
 * @param revoked when it was revoked; null if it was not
 */
public record Token(
    String id,
    String user,
    String hash,
    Scope scope,
    Instant created,
    @Nullable Instant expires,
    @Nullable Instant revoked) {

  /** Good, expired or revoked. */
  public String state(Instant now) {
    if (revoked != null) {
      return "revoked";
    }
    return isGoodAt(now) ? "good" : "expired";
  }

  /** Whether it is good for anything at a moment. */
  public boolean isGoodAt(Instant now) {
    return revoked == null && (expires == null || now.isBefore(expires));
  }
}
