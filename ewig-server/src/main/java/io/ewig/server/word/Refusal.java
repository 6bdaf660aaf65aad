package io.ewig.server.word;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.jdbc.wire.Failure;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients are told of an error: what they did wrong word for word, but of defects, damage and
 * disks only that there is one, with a number under which the server's log has the rest.
 */
public final class Refusal {

  private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

  private static final String DISK_FULL = ErrorCode.DISK_FULL.sqlState();

  private final AtomicLong numbers = new AtomicLong();

  public Failure of(SQLException e) {
    Failure failure = Failure.of(e);
    if (isDamage(e)) {
      return new Failure(
          failure.state(),
          failure.number(),
          "the database is damaged and serves readers only; " + logged(failure.text(), e));
    }
    if (DISK_FULL.equals(failure.state())) {
      return new Failure(
          failure.state(),
          failure.number(),
          "the server's disk is full; what was acknowledged is there; "
              + logged(failure.text(), e));
    }
    return isInternal(failure.state())
        ? new Failure(failure.state(), failure.number(), logged(failure.text(), e))
        : failure;
  }

  /** Whether something is refused because of damage, of which the text has the place. */
  private static boolean isDamage(SQLException e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof CorruptionException)) {
      cause = cause.getCause();
    }
    return cause != null && "25006".equals(e.getSQLState());
  }

  private static boolean isInternal(String state) {
    return state.startsWith("XX") || state.startsWith("58");
  }

  /** What nobody foresaw. */
  public Failure of(RuntimeException e) {
    return new Failure("XX000", 5001, logged(e.toString(), e));
  }

  /** What stopped the JVM from doing it. */
  public Failure of(Error e) {
    return e instanceof OutOfMemoryError
        ? new Failure("53200", 4004, logged("no memory is left", e))
        : new Failure("XX000", 5001, logged(e.toString(), e));
  }

  private String logged(String text, Throwable e) {
    long number = numbers.incrementAndGet();
    LOG.error("error {}: {}", number, text, e);
    return "the server could not do it; its log says why, under error " + number;
  }
}
