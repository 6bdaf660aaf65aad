package io.ewig.server.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when no answer could be made; the log has the rest. */
record Mishap(int status, String code, String sqlState, String text) {

  private static final Logger LOG = LoggerFactory.getLogger(Mishap.class);

  /** Notes it in the log. */
  static Mishap of(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      LOG.error("no memory for a request", e);
      String text = "the server has no memory left";
      return new Mishap(HttpAnswer.UNAVAILABLE, "NO_MEMORY", "53200", text);
    }
    LOG.error("a request failed", e);
    String text = "the server could not do it; its log says why";
    return new Mishap(HttpAnswer.FAILED, "INTERNAL", "XX000", text);
  }
}
