package io.ewig.server.session;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Stop;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the log name statements that took long, with a hash of their plan, so that a plan that became
 * another one is noticed. Values are left out: parameters, and in the text what stands for one.
 */
final class SlowStatements {

  private static final Logger LOG = LoggerFactory.getLogger("io.ewig.slow");
  private static final int TEXT_CHARS_MAX = 1_000;
  private static final int HASH_CHARS = 12;

  /** A name in quotes, which stays; a comment; or else a value. */
  private static final Pattern PIECE =
      Pattern.compile(
          String.join(
              "|",
              "(" + Quoted.NAME + ")",
              "(" + Quoted.COMMENT + ")",
              Quoted.TEXT,
              "(?<!\\w)\\d[\\d.]*+(?:[eE][+-]?\\d++)?"),
          Pattern.DOTALL);

  private final long thresholdNanos;

  SlowStatements(Duration threshold) {
    this.thresholdNanos = threshold.toNanos();
  }

  boolean isSlow(long nanos) {
    return thresholdNanos > 0 && nanos >= thresholdNanos;
  }

  /**
   * @param link that it ran over, for its plan
   */
  void note(Link link, Compiled statement, @Nullable Object[] parameters, long rows, long nanos) {
    LOG.warn(
        "slow statement: {} ms, {} rows, plan {}: {}",
        TimeUnit.NANOSECONDS.toMillis(nanos),
        rows,
        plan(link, statement, parameters),
        shape(statement.sql()));
  }

  /** The text without its values. */
  static String shape(String sql) {
    String bare =
        PIECE.matcher(sql).replaceAll(SlowStatements::bare).replaceAll("\\s+", " ").strip();
    return bare.length() <= TEXT_CHARS_MAX ? bare : bare.substring(0, TEXT_CHARS_MAX) + "...";
  }

  private static String bare(MatchResult piece) {
    if (piece.group(1) != null) {
      return Matcher.quoteReplacement(piece.group(1));
    }
    return piece.group(2) != null ? " " : "?";
  }

  private static String plan(Link link, Compiled statement, @Nullable Object[] parameters) {
    try (Compiled explained = link.prepare("EXPLAIN " + statement.sql())) {
      Answer answer = link.execute(explained, parameters, Ask.PLAIN, new Stop());
      StringBuilder text = new StringBuilder();
      if (answer instanceof Answer.Rows found) {
        try (var rows = found.rows()) {
          while (rows.next()) {
            @Nullable Object[] row = rows.row();
            text.append(row[0]).append('\n');
          }
        }
      }
      return hash(text.toString());
    } catch (SQLException noPlan) {
      return "-"; // of a statement that has none
    }
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JVM has SHA-256", e);
    }
  }
}
