package io.ewig.server.stream;

import io.ewig.jdbc.wire.StreamFrame;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Has calls become connections in frames, and knows those that are open; any thread. */
public final class Streams {

  private static final int SWITCHING = 101;
  private static final String UPGRADE = "Upgrade";

  private final StreamLimits limits;
  private final LongSupplier nanos;
  private final Loops loops;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();

  /**
   * @param threads do what clients ask for
   * @param nanos a clock for durations
   */
  public Streams(StreamLimits limits, Executor threads, LongSupplier nanos) throws IOException {
    this.limits = limits;
    this.nanos = nanos;
    this.loops = new Loops(limits, threads, nanos);
  }

  /** Whether a call asks for one. */
  public static boolean isWanted(Request request) {
    return request.getHeaders().contains(HttpHeader.UPGRADE, StreamFrame.PROTOCOL)
        && request.getHeaders().contains(HttpHeader.CONNECTION, UPGRADE);
  }

  /**
   * Has a call become one; its body has been read.
   *
   * @param first the answer to the call
   * @param desk answers what follows
   * @param watch that was over the call
   */
  public void open(
      Request request,
      Response response,
      Callback callback,
      Desk.Answer first,
      Desk desk,
      FirstWatch watch) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    Stream stream =
        new Stream(
            endPoint,
            request.getConnectionMetaData().getConnector().getExecutor(),
            this,
            desk,
            first,
            watch.atEnd());
    response.setStatus(SWITCHING);
    response.getHeaders().put(HttpHeader.UPGRADE, StreamFrame.PROTOCOL);
    response.getHeaders().put(HttpHeader.CONNECTION, UPGRADE);
    request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, stream);
    response.write(true, null, endingIfUntold(callback, watch));
  }

  /**
   * Also does what is due when the connection ends, if the client cannot be told that it goes on.
   * In the same thread, as the other one would: Jetty takes what comes next for HTTP until it is
   * done.
   */
  private static Callback endingIfUntold(Callback callback, FirstWatch watch) {
    return new Callback.Nested(callback) {
      @Override
      public void failed(Throwable failure) {
        watch.atEnd().run();
        super.failed(failure);
      }
    };
  }

  StreamLimits limits() {
    return limits;
  }

  Loops loops() {
    return loops;
  }

  long nanos() {
    return nanos.getAsLong();
  }

  void entered(Stream stream) {
    open.add(stream);
  }

  void left(Stream stream) {
    open.remove(stream);
  }

  /** How many are open. */
  public int count() {
    return open.size();
  }

  /** Looks for clients that are gone; now and then. */
  public void watch() {
    long now = nanos.getAsLong();
    open.forEach(stream -> stream.watch(now));
  }

  /** No thread listens to clients who say nothing. */
  public void finish() {
    loops.close();
  }
}
