package io.ewig.server.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What requests are called in the log and in answers; any thread. */
final class RequestIds {

  /** No blank, quote or line end: it goes into lines of the log as it is. */
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");

  private static final int START_BYTES = 4;

  private final String start;
  private final AtomicLong count = new AtomicLong();

  RequestIds(SecureRandom random) {
    byte[] bytes = new byte[START_BYTES];
    random.nextBytes(bytes);
    this.start = HexFormat.of().formatHex(bytes);
  }

  /** What the client calls it, if that is well-formed, else one that no other request has. */
  String of(@Nullable String said) {
    return said != null && SHAPE.matcher(said).matches()
        ? said
        : start + "-" + Long.toHexString(count.incrementAndGet());
  }
}
