package io.ewig.sync.http;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.sync.protocol.FrameFormat;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.session.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks a replica behind a server; any thread. */
public final class HttpChannel implements Channel {

  /** All of a state is read and sent. */
  private static final Duration MAKING_A_CHECKPOINT = Duration.ofMinutes(10);

  /** A window of payloads, and what may lie beside it. */
  static final int ANSWER_BYTES_MAX = ProtocolLimits.RAW_BYTES_MAX;

  private static final int OK = 200;

  /** Of what is no answer, so much is shown: it may be a page for people. */
  private static final int WORDS_MAX = 200;

  private final PeerUrl url;
  private final Optional<String> token;
  private final Patience patience;

  /** Of a server that has no users. */
  public HttpChannel(PeerUrl url) {
    this(url, Optional.empty());
  }

  /**
   * @param token that stands for a user of the server
   */
  public HttpChannel(PeerUrl url, Optional<String> token) {
    this(url, token, Patience.full());
  }

  /**
   * @param token that stands for a user of the server
   * @param patience with that server, for all channels to it
   */
  public HttpChannel(PeerUrl url, Optional<String> token, Patience patience) {
    this.url = url;
    this.token = url.guarded(token);
    this.patience = patience;
  }

  /** The words of an error that a server gives as JSON; of anything else the text. */
  private static String said(String text) {
    try {
      if (Json.parse(text) instanceof JsonObject answer
          && answer.get("error") instanceof JsonObject error
          && error.get("message") instanceof JsonText message) {
        return message.value();
      }
    } catch (UserException notJson) {
      return text.strip(); // of a proxy in between, say
    }
    return text.strip();
  }

  /**
   * A signed checkpoint of what is there, as bytes; whether they are one, they do not say.
   *
   * @throws UserException FOLDED with what the server says, if it gives none
   */
  public byte[] checkpoint() throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.checkpoint()).timeout(MAKING_A_CHECKPOINT).GET();
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    try {
      HttpResponse<InputStream> response =
          SharedClient.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] answer = in.readNBytes(SignedCheckpoint.BYTES_MAX);
        if (response.statusCode() != OK) {
          String text =
              new String(answer, 0, Math.min(2000, answer.length), StandardCharsets.UTF_8);
          throw new UserException(ErrorCode.FOLDED, url + " gives no checkpoint: " + said(text));
        }
        return answer;
      }
    } catch (ConnectException e) {
      throw Unanswered.because(url, e);
    } catch (InterruptedException e) {
      throw Unanswered.interrupted(url);
    }
  }

  @Override
  public byte[] ask(byte[] body) throws IOException {
    return begin(body).await();
  }

  @Override
  public Answer begin(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.sync())
            .timeout(patience.forBody(body.length))
            .header("Content-Type", FrameFormat.CONTENT_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return new Coming(
        SharedClient.CLIENT
            .sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
            .thenApplyAsync(this::read)); // at once: who takes its time would hold up the server
  }

  private final class Coming implements Answer {

    private final CompletableFuture<byte[]> answer;

    Coming(CompletableFuture<byte[]> answer) {
      this.answer = answer;
    }

    @Override
    public byte[] await() throws IOException {
      try {
        byte[] bytes = answer.get();
        patience.answered();
        return bytes;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof HttpTimeoutException
            && !(e.getCause() instanceof HttpConnectTimeoutException)) {
          patience.ranOut();
        }
        throw failure(e.getCause());
      } catch (InterruptedException e) {
        throw Unanswered.interrupted(url);
      }
    }

    @Override
    public void abandon() {
      answer.cancel(true);
    }
  }

  private IOException failure(@Nullable Throwable cause) {
    return cause instanceof UncheckedIOException && cause.getCause() instanceof IOException reading
        ? reading
        : Unanswered.because(url, cause);
  }

  private byte[] read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      return read(response, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(HttpResponse<InputStream> response, InputStream in) throws IOException {
    byte[] answer = in.readNBytes(ANSWER_BYTES_MAX + 1);
    if (answer.length > ANSWER_BYTES_MAX) {
      throw Unanswered.tooLong(url, ANSWER_BYTES_MAX);
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (response.statusCode() != OK || !type.startsWith(FrameFormat.CONTENT_TYPE)) {
      String text = new String(answer, 0, Math.min(2000, answer.length), StandardCharsets.UTF_8);
      String words = said(text).replaceAll("\\R", " ");
      String brief = words.substring(0, Math.min(WORDS_MAX, words.length()));
      throw new IOException(url + " answers " + response.statusCode() + ": " + brief);
    }
    return answer;
  }
}
