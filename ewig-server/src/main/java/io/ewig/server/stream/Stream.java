package io.ewig.server.stream;

import io.ewig.jdbc.wire.StreamFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Blocker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection in frames. One thread at a time reads, answers and writes: one of its
 * {@link Loop}'s; {@link #watch} is called by another one.
 */
final class Stream extends AbstractConnection implements Connection.UpgradeTo, Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

  /** The JVM keeps as much memory for each thread as was ever written at once. */
  private static final int PIECE_BYTES = 128 * 1024;

  private final Streams streams;
  private final Loop loop;
  private final Desk desk;
  private final Desk.Answer first;
  private final MessageReader reader;

  /** Nothing is between this and the socket that may hold back what it has read. */
  private final boolean isPlain;

  /** The answer that has not been sent yet. */
  private Desk.@Nullable Reply owed;

  /** What is guarded by this stream's lock: whether an answer is being made, and for whom. */
  private boolean isBusy;

  private long busyNanos;
  private @Nullable Runnable onGone;

  private volatile Runnable onEnd;

  /**
   * @param first the answer to the call that the connection began with
   * @param onEnd what that call said is to be done when the connection ends
   */
  Stream(
      EndPoint endPoint,
      Executor threads,
      Streams streams,
      Desk desk,
      Desk.Answer first,
      Runnable onEnd) {
    super(endPoint, threads);
    this.streams = streams;
    this.loop = streams.loops().next();
    this.desk = desk;
    this.first = first;
    this.onEnd = onEnd;
    this.reader = new MessageReader(endPoint, desk);
    this.isPlain = endPoint.getTransport() instanceof SelectableChannel;
  }

  @Override
  public void onUpgradeTo(ByteBuffer rest) {
    reader.begin(rest);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    streams.entered(this);
    getEndPoint().setIdleTimeout(streams.limits().rest().toMillis());
    try {
      send(first);
      loop.join(this);
    } catch (IOException e) {
      end(e);
    }
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    reader.done();
    streams.left(this);
    onEnd.run();
  }

  @Override
  public void onFillable() {
    loop.join(this);
  }

  /** Without a loop, until there is something to read. */
  void rest() {
    StreamLimits limits = streams.limits();
    boolean isWithin = reader.isWithinMessage();
    long millis = (isWithin ? limits.silence() : limits.rest()).toMillis();
    if (getEndPoint().getIdleTimeout() != millis) {
      getEndPoint().setIdleTimeout(millis);
    }
    fillInterested();
  }

  /** What has come of a look at what the client says. */
  enum Found {
    /** No whole message. */
    NOTHING,

    /** One that has been answered. */
    ANSWERED,

    /** One whose answer {@link #pay} sends. */
    OWED,

    /** Nothing more can come: the connection is closed. */
    END
  }

  /** Does what the next message asks for, if it is there. */
  Found serveNext() {
    try {
      MessageReader.Read read = reader.read();
      if (read instanceof MessageReader.Whole whole) {
        return serve(whole.message());
      }
      if (read == MessageReader.Nothing.YET) {
        return Found.NOTHING;
      }
      if (read instanceof MessageReader.Refused refused) {
        send(refused.why());
      }
      getEndPoint().close();
    } catch (IOException | RuntimeException | Error e) { // else it would stay, and never be served
      end(e);
    }
    return Found.END;
  }

  private Found serve(byte[] message) {
    begin();
    try {
      owed = desk.serve(message, this);
    } finally {
      reader.done();
    }
    if (owed.mustWait()) {
      return Found.OWED;
    }
    return pay() ? Found.ANSWERED : Found.END;
  }

  /** Sends the answer that is owed, as soon as it may; false: nobody is there any more. */
  boolean pay() {
    Desk.Reply reply = owed;
    owed = null;
    if (reply == null) {
      throw new IllegalStateException("nothing is owed");
    }
    try {
      reply.send(this::send);
      return true;
    } catch (IOException | RuntimeException | Error e) {
      end(e);
      return false;
    } finally {
      rested();
    }
  }

  /** Whether more may be there that the socket does not show. */
  boolean mayHaveMore() {
    return !isPlain || reader.isWithinMessage();
  }

  private void send(Desk.Answer answer) throws IOException {
    rested();
    byte[] message = answer.message();
    byte[] head = StreamFrame.answerHead(answer.status(), answer.sqlState(), message.length);
    int length = Math.min(PIECE_BYTES, message.length);
    write(ByteBuffer.wrap(head), ByteBuffer.wrap(message, 0, length));
    for (int from = length; from < message.length; from += length) {
      length = Math.min(PIECE_BYTES, message.length - from);
      write(ByteBuffer.wrap(message, from, length));
    }
  }

  private void write(ByteBuffer... pieces) throws IOException {
    EndPoint endPoint = getEndPoint();
    if (endPoint.flush(pieces)) {
      return;
    }
    endPoint.setIdleTimeout(streams.limits().silence().toMillis());
    try (Blocker.Callback taken = Blocker.callback()) {
      endPoint.write(taken, pieces);
      taken.block();
    }
    endPoint.setIdleTimeout(streams.limits().rest().toMillis());
  }

  private void end(Throwable why) {
    if (why instanceof IOException) {
      LOG.debug("a connection ends", why);
    } else {
      LOG.error("a connection ends: what its client asked for was not answered", why);
    }
    getEndPoint().close(why);
  }

  /** The socket, below whatever encrypts it. */
  SelectableChannel channel() {
    Object transport = getEndPoint().getTransport();
    while (transport instanceof EndPoint below) {
      transport = below.getTransport();
    }
    return (SelectableChannel) transport;
  }

  // ---- time

  @Override
  public boolean onIdleExpired(TimeoutException timeout) {
    synchronized (this) {
      return !isBusy; // a statement may run for long
    }
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    getEndPoint().close(cause);
  }

  // ---- whether the client is there

  private synchronized void begin() {
    isBusy = true;
    busyNanos = streams.nanos();
  }

  private synchronized void rested() {
    isBusy = false;
    onGone = null;
  }

  @Override
  public synchronized void onGone(Runnable action) {
    if (isBusy) {
      onGone = action;
    }
  }

  @Override
  public void onEnd(Runnable action) {
    onEnd = action;
  }

  /** Looks for a client that has waited for its answer for a while; to be called now and then. */
  void watch(long now) {
    Runnable action;
    synchronized (this) {
      action = onGone;
      boolean isDue = now - busyNanos >= streams.limits().patience().toNanos();
      if (!isBusy || action == null || !isDue || !reader.isAtEnd()) {
        return;
      }
      onGone = null;
    }
    LOG.info("a statement is stopped: its client is gone");
    action.run();
  }
}
