package io.ewig.calcite.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was noted of those who used a server, one line after the other; one thread. */
public interface Trail extends AutoCloseable {

  /** The next line, or null after the last. */
  @Nullable Noted next();

  @Override
  void close();

  /**
   * @param deed what was done, as login or refused
   * @param who did it
   * @param address where he was
   * @param request which of the server's requests it was; null for none
   * @param what it was about
   */
  record Noted(
      Instant time,
      String deed,
      String who,
      String address,
      @Nullable String request,
      String what) {}
}
