package io.ewig.sync.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that come over a socket, in the order of the questions. Texts are for others, and passed
 * over. Any thread.
 */
final class SocketAnswers implements WebSocket.Listener {

  private final PeerUrl url;
  private final Queue<CompletableFuture<byte[]>> expected = new ArrayDeque<>(); // guarded by this
  private ByteArrayOutputStream message = new ByteArrayOutputStream(); // of the socket's one thread
  private CompletionStage<?> last = CompletableFuture.completedStage(null); // guarded by this
  private @Nullable IOException over; // guarded by this
  private final AtomicLong heard = new AtomicLong(); // bytes, of all answers

  SocketAnswers(PeerUrl url) {
    this.url = url;
  }

  /** Another one is on its way, behind those that are. */
  synchronized CompletableFuture<byte[]> expect() {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    if (over == null) {
      expected.add(answer);
    } else {
      answer.completeExceptionally(over);
    }
    return answer;
  }

  /** Sends something when all before it has gone out: a socket takes one message at a time. */
  synchronized void afterLast(Supplier<CompletionStage<?>> sending) {
    last =
        last.thenCompose(sent -> sending.get())
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    fail(new IOException(url + " can't be asked: " + failure, failure));
                  }
                });
  }

  /** How many bytes have come so far. */
  long heard() {
    return heard.get();
  }

  /** Whether no answer comes any more. */
  synchronized boolean isOver() {
    return over != null;
  }

  /** Nothing comes any more. */
  void fail(IOException why) {
    Queue<CompletableFuture<byte[]>> left;
    synchronized (this) {
      if (over == null) {
        over = why;
      }
      left = new ArrayDeque<>(expected);
      expected.clear();
    }
    left.forEach(answer -> answer.completeExceptionally(why));
  }

  private synchronized @Nullable CompletableFuture<byte[]> next() {
    return expected.poll();
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean isLast) {
    if (message.size() + (long) part.remaining() > HttpChannel.ANSWER_BYTES_MAX) {
      from.abort();
      fail(Unanswered.tooLong(url, HttpChannel.ANSWER_BYTES_MAX));
      return null;
    }
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    message.writeBytes(bytes);
    heard.addAndGet(bytes.length);
    if (isLast) {
      byte[] whole = message.toByteArray();
      message = new ByteArrayOutputStream();
      CompletableFuture<byte[]> answer = next();
      if (answer != null) {
        answer.complete(whole);
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    fail(new IOException(url + " hangs up (" + code + "): " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    fail(Unanswered.because(url, error));
  }
}
