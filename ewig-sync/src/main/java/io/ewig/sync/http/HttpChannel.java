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
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

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
    HttpRequest.Builder request = HttpRequest.newBuilder(url.checkpoint()).GET();
    HttpResponse<byte[]> response =
        answer(send(request, SignedCheckpoint.BYTES_MAX), MAKING_A_CHECKPOINT, Patience.MOST);
    byte[] answer = response.body();
    if (response.statusCode() != OK) {
      String text = new String(answer, 0, Math.min(2000, answer.length), StandardCharsets.UTF_8);
      throw new UserException(ErrorCode.FOLDED, url + " gives no checkpoint: " + said(text));
    }
    return answer;
  }

  private Asked send(HttpRequest.Builder request, int bytesMax) {
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return new Asked(url, request.build(), bytesMax);
  }

  private HttpResponse<byte[]> answer(Asked asked, Duration first, Duration silence)
      throws IOException {
    try {
      return asked.await(first, silence);
    } catch (TimeoutException e) {
      patience.ranOut();
      throw new IOException(url + " gives no answer: " + e.getMessage(), e);
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
            .header("Content-Type", FrameFormat.CONTENT_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return new Coming(send(request, ANSWER_BYTES_MAX), patience.forBody(body.length));
  }

  private final class Coming implements Answer {

    private final Asked asked;
    private final Duration first;

    Coming(Asked asked, Duration first) {
      this.asked = asked;
      this.first = first;
    }

    @Override
    public byte[] await() throws IOException {
      byte[] bytes = read(answer(asked, first, patience.now()));
      patience.answered();
      return bytes;
    }

    @Override
    public void abandon() {
      asked.abandon();
    }
  }

  private byte[] read(HttpResponse<byte[]> response) throws IOException {
    byte[] answer = response.body();
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
