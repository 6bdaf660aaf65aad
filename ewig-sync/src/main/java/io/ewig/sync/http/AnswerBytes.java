package io.ewig.sync.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, taken as they come: who takes his time would hold up the server. Any
 * thread may see how many there are.
 */
final class AnswerBytes implements HttpResponse.BodySubscriber<byte[]> {

  private final int bytesMax;
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private volatile Flow.@Nullable Subscription source;
  private volatile long count;

  /**
   * @param bytesMax when there are more, no others are taken
   */
  AnswerBytes(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** How many have come. */
  long count() {
    return count;
  }

  /** Whether anything has: at least how the answer begins. */
  boolean hasBegun() {
    return source != null;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source = subscription; // before the look: whoever gives up sees it, or is seen
    if (whole.isDone()) {
      subscription.cancel();
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> more) {
    long now = count;
    for (ByteBuffer piece : more) {
      now += piece.remaining();
      pieces.add(piece);
    }
    count = now;
    if (now > bytesMax) {
      Objects.requireNonNull(source).cancel();
      onComplete();
    }
  }

  @Override
  public void onError(Throwable why) {
    whole.completeExceptionally(why);
  }

  @Override
  public void onComplete() {
    byte[] all = new byte[(int) count];
    int at = 0;
    for (ByteBuffer piece : pieces) {
      int length = piece.remaining();
      piece.get(all, at, length);
      at += length;
    }
    pieces.clear();
    whole.complete(all);
  }

  /** Any thread: nobody wants them any more. */
  void cancel() {
    whole.cancel(true);
    Flow.Subscription present = source;
    if (present != null) {
      present.cancel();
    }
  }
}
