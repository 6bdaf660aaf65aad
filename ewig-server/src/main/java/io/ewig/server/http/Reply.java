package io.ewig.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an answer; one thread. */
final class Reply {

  private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

  /** A password or a token, which stands for one. */
  private static final String CHALLENGE = "Basic realm=\"ewig\", charset=\"UTF-8\"";

  private final Response response;
  private final EndPoint endPoint;
  private final Duration patience;
  private long bytes;

  /**
   * @param patience with a reader that takes nothing
   */
  Reply(Response response, EndPoint endPoint, Duration patience) {
    this.response = response;
    this.endPoint = endPoint;
    this.patience = patience;
  }

  /** How many bytes of the body were handed over. */
  long bytes() {
    return bytes;
  }

  /** Begins to send it; a streamed one is on the wire when this returns. */
  void send(HttpAnswer answer, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    if (!answer.contentType().isEmpty()) {
      headers.put(new HttpField(HttpHeader.CONTENT_TYPE, answer.contentType()));
    }
    if (answer.status() == HttpAnswer.UNAUTHORIZED) {
      headers.put(HttpHeader.WWW_AUTHENTICATE, CHALLENGE);
    }
    answer.headers().forEach(headers::put);
    if (answer.body() instanceof HttpBody.Whole whole) {
      bytes = whole.bytes().length;
      response.write(true, ByteBuffer.wrap(whole.bytes()), callback);
    } else if (answer.body() instanceof HttpBody.Streamed streamed) {
      stream(streamed.writer(), callback);
    } else {
      inChunks();
      ((HttpBody.Fed) answer.body()).source().open(new Feeding(callback));
    }
  }

  /** So that a reader knows whether it has got all. */
  private void inChunks() {
    response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
  }

  private void stream(HttpBody.Writer writer, Callback callback) {
    inChunks();
    try {
      writer.writeTo(new Pieces());
      response.write(true, ByteBuffer.allocate(0), callback);
    } catch (IOException e) { // the reader went, or whoever writes has told why it ends
      callback.failed(e);
    } catch (RuntimeException | Error e) {
      LOG.error("an answer is cut off", e);
      callback.failed(e);
    }
  }

  /** From now on: that nothing was sent until now is not the reader's fault. */
  private void beginPatience() {
    Object layer = endPoint;
    while (layer instanceof AbstractEndPoint one) {
      one.notIdle();
      layer = one.getTransport();
    }
    endPoint.setIdleTimeout(patience.toMillis());
  }

  /** No write waits. */
  private final class Feeding implements HttpBody.Pipe {
    private final Callback callback;

    Feeding(Callback callback) {
      this.callback = callback;
    }

    @Override
    public void send(byte[] piece, HttpBody.Fate fate) {
      beginPatience();
      Callback end =
          Callback.from(
              () -> {
                endPoint.setIdleTimeout(0); // the next piece may be long in coming
                bytes += piece.length;
                fate.taken();
              },
              why -> {
                callback.failed(why);
                fate.lost();
              });
      response.write(false, ByteBuffer.wrap(piece), end);
    }

    @Override
    public void end() {
      response.write(true, ByteBuffer.allocate(0), callback);
    }

    @Override
    public void fail(Throwable why) {
      callback.failed(why);
    }
  }

  /** Each write waits until the connection took it. */
  private final class Pieces extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      beginPatience();
      Content.Sink.write(response, false, ByteBuffer.wrap(from, offset, length));
      endPoint.setIdleTimeout(0); // the next piece may take long to make
      bytes += length;
    }
  }
}
