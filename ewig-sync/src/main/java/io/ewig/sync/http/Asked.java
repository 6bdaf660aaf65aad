package io.ewig.sync.http;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request that was sent, and its answer on the way. Who waits for it does so as long as something
 * comes: a cable that was cut says nothing, not even that. Any thread.
 */
final class Asked {

  private static final long NOTHING = -1;

  private final PeerUrl url;
  private final AnswerBytes bytes;
  private final Duration most;
  private final CompletableFuture<HttpResponse<byte[]>> answer;

  /**
   * @param bytesMax of the answer
   */
  Asked(PeerUrl url, HttpRequest request, int bytesMax) {
    this.url = url;
    this.bytes = new AnswerBytes(bytesMax);
    this.most = Patience.transferring(bytesMax);
    this.answer = SharedClient.CLIENT.sendAsync(request, head -> bytes);
  }

  /**
   * Waits for all of it.
   *
   * @param first how long it may take to begin
   * @param silence after so long without a word it is given up then
   * @throws TimeoutException with what did not come
   */
  HttpResponse<byte[]> await(Duration first, Duration silence)
      throws IOException, TimeoutException {
    long start = System.nanoTime();
    long longest = first.plus(most).toNanos();
    long heard = NOTHING;
    try {
      while (true) {
        Duration limit = heard == NOTHING ? first : silence;
        try {
          return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          long now = bytes.hasBegun() ? bytes.count() : NOTHING;
          if (now == heard || System.nanoTime() - start > longest) {
            abandon();
            throw new TimeoutException(
                now == NOTHING
                    ? "it says nothing for " + limit
                    : now + " bytes came, and the rest did not for " + limit);
          }
          heard = now;
        }
      }
    } catch (ExecutionException e) {
      throw Unanswered.because(url, e.getCause());
    } catch (InterruptedException e) {
      abandon();
      throw Unanswered.interrupted(url);
    }
  }

  /** Nobody waits for it any more: the connection is let go. */
  void abandon() {
    answer.cancel(true);
    bytes.cancel();
  }
}
