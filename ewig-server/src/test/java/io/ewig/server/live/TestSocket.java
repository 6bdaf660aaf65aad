package io.ewig.server.live;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A socket of the JDK's that keeps what it hears until somebody asks. */
final class TestSocket implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> heardBytes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private TestSocket(URI address) {
    socket = CLIENT.newWebSocketBuilder().buildAsync(address, new Hearing()).join();
  }

  static TestSocket open(int port, String pathAndQuery) {
    return new TestSocket(URI.create("ws://127.0.0.1:" + port + pathAndQuery));
  }

  private final class Hearing implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        heard.add((JsonObject) Json.parse(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean isLast) {
      while (part.hasRemaining()) {
        bytes.write(part.get());
      }
      if (isLast) {
        heardBytes.add(bytes.toByteArray());
        bytes.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.add(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.add(-1);
    }
  }

  TestSocket say(String json) {
    socket.sendText(json, true).join();
    return this;
  }

  TestSocket sayBytes(byte... bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  byte[] nextBytes() {
    try {
      byte[] message = heardBytes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no bytes were heard");
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String type(JsonObject message) {
    return ((JsonText) message.get("type")).value();
  }

  /** The next message of a type; others are passed over. */
  JsonObject next(String type) {
    return next(message -> type(message).equals(type));
  }

  JsonObject next(Predicate<JsonObject> wanted) {
    List<JsonObject> passed = new ArrayList<>();
    try {
      while (true) {
        JsonObject message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
          throw new AssertionError("nothing of the kind was heard, but " + passed);
        } else if (wanted.test(message)) {
          return message;
        }
        passed.add(message);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What was heard so far and not asked for. */
  List<JsonObject> all() {
    List<JsonObject> all = new ArrayList<>();
    heard.drainTo(all);
    return all;
  }

  /** The code with which the server hung up; -1 if it just went. */
  int awaitClosed() {
    try {
      Integer code = closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (code == null) {
        throw new AssertionError("the server has not hung up");
      }
      return code;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Goes without a word, as a process does that is killed. */
  void die() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }
}
