package io.ewig.server.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client is told when no answer could be made; the log has the rest. Work had begun, and may
 * even be done: so it is no 503, on which clients ask once more.
 */
record Mishap(String code, String sqlState, String text) {

  private static final Logger LOG = LoggerFactory.getLogger(Mishap.class);

  static final int STATUS = HttpAnswer.FAILED;

  /** Notes it in the log. */
  static Mishap of(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      LOG.error("no memory for a request", e);
      String text = "the server ran out of memory; whether it was done is not known";
      return new Mishap("NO_MEMORY", "53200", text);
    }
    LOG.error("a request failed", e);
    String text = "the server could not do it, or not tell of it; its log says why";
    return new Mishap("INTERNAL", "XX000", text);
  }
}
