package io.ewig.sync.http;

import io.ewig.sync.session.Channel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a replica behind a server by binary messages of a WebSocket, which is opened with the first
 * question and stays open until this is closed. One that has broken off is opened anew by the next
 * question. Any thread.
 */
public final class SocketChannel implements Channel {

  private final PeerUrl url;
  private final Optional<String> token;
  private final Patience patience;
  private @Nullable Line line; // guarded by this

  /** An open socket, and what is under way on it. */
  private record Line(WebSocket socket, SocketAnswers answers) {}

  /**
   * @param token that stands for a user of the server
   * @param patience with that server, for all channels to it
   */
  public SocketChannel(PeerUrl url, Optional<String> token, Patience patience) {
    this.url = url;
    this.token = url.guarded(token);
    this.patience = patience;
  }

  @Override
  public byte[] ask(byte[] body) throws IOException {
    return begin(body).await();
  }

  @Override
  public synchronized Answer begin(byte[] body) throws IOException {
    Duration most = patience.forBody(body.length);
    Line open = line(most);
    CompletableFuture<byte[]> answer = open.answers.expect();
    open.answers.afterLast(() -> open.socket.sendBinary(ByteBuffer.wrap(body), true));
    return () -> await(open, answer, most);
  }

  private Line line(Duration most) throws IOException {
    Line known = line;
    if (known == null || known.answers.isOver()) {
      known = open(most);
      line = known;
    }
    return known;
  }

  private Line open(Duration most) throws IOException {
    SocketAnswers answers = new SocketAnswers(url);
    WebSocket.Builder builder =
        SharedClient.CLIENT.newWebSocketBuilder().connectTimeout(SharedClient.CONNECTING);
    token.ifPresent(text -> builder.header("Authorization", "Bearer " + text));
    CompletableFuture<WebSocket> socket = builder.buildAsync(url.socket(), answers);
    boolean isOpen = false;
    try {
      Line opened = new Line(socket.get(most.toMillis(), TimeUnit.MILLISECONDS), answers);
      isOpen = true;
      return opened;
    } catch (TimeoutException e) { // it took the connection, and says nothing
      patience.ranOut();
      throw new IOException(url + " opens no socket for " + most, e);
    } catch (ExecutionException e) {
      throw unopened(e.getCause());
    } catch (InterruptedException e) {
      throw Unanswered.interrupted(url);
    } finally {
      if (!isOpen) {
        forget(socket);
      }
    }
  }

  /** One that opens later all the same would answer pings for nobody. */
  private static void forget(CompletableFuture<WebSocket> socket) {
    var unused = socket.thenAccept(WebSocket::abort);
  }

  private IOException unopened(@Nullable Throwable cause) {
    if (cause instanceof WebSocketHandshakeException refused) {
      int status = refused.getResponse().statusCode();
      return new IOException(url + " opens no socket: it answers " + status, cause);
    }
    return cause instanceof ConnectException
        ? Unanswered.because(url, cause)
        : new IOException(url + " opens no socket: " + cause, cause);
  }

  private byte[] await(Line open, CompletableFuture<byte[]> answer, Duration most)
      throws IOException {
    try {
      byte[] bytes = whole(open, answer, most);
      patience.answered();
      return bytes;
    } catch (TimeoutException e) {
      patience.ranOut();
      open.socket.abort();
      IOException silent = new IOException(url + " gives no answer for " + most, e);
      open.answers.fail(silent);
      throw silent;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException why
          ? new IOException(why.getMessage(), e)
          : Unanswered.because(url, e.getCause());
    } catch (InterruptedException e) {
      throw Unanswered.interrupted(url);
    }
  }

  /**
   * Waits as long as something comes: a slow line may need many times as long for all of it.
   *
   * @param silence after so long without a word it is given up
   */
  private static byte[] whole(Line open, CompletableFuture<byte[]> answer, Duration silence)
      throws ExecutionException, InterruptedException, TimeoutException {
    long most = silence.plus(Patience.transferring(HttpChannel.ANSWER_BYTES_MAX)).toNanos();
    long start = System.nanoTime();
    long heard = open.answers.heard();
    while (true) {
      try {
        return answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = open.answers.heard();
        if (now == heard || System.nanoTime() - start > most) {
          throw e;
        }
        heard = now;
      }
    }
  }

  /** Hangs up; the next question would open a socket again. */
  @Override
  public synchronized void close() {
    if (line != null) {
      line.socket.abort(); // whoever closes has all that it waited for, or does not want it
      line = null;
    }
  }
}
