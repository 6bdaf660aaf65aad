package io.ewig.sync.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/** Why a peer has given no answer, in the same words whichever way it was asked. */
final class Unanswered {

  private Unanswered() {}

  /** It was asked, and this came instead. */
  static IOException because(PeerUrl url, @Nullable Throwable why) {
    return why instanceof ConnectException
        ? new IOException("nobody answers at " + url.base(), why)
        : new IOException(url + " gives no answer: " + why, why);
  }

  static IOException tooLong(PeerUrl url, int bytesMax) {
    return new IOException(url + " answers with more than " + bytesMax + " bytes");
  }

  /** For a thread that was interrupted while it waited, and stays so. */
  static InterruptedIOException interrupted(PeerUrl url) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for " + url);
  }
}
