package io.ewig.server.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's socket: makes messages of frames for its talk, and frames of what the talk says.
 * Frames come one at a time; all else from any thread.
 */
final class Socket implements FrameHandler, Line {

  private static final Logger LOG = LoggerFactory.getLogger(Socket.class);

  private final Talk talk;
  private final SocketLimits limits;
  private final Room room;
  private final LongSupplier nanos;
  private final Consumer<Socket> left;
  private final AtomicLong roomTaken = new AtomicLong();
  private final AtomicLong queued = new AtomicLong();
  private final AtomicBoolean isLeft = new AtomicBoolean();
  private volatile @Nullable CoreSession session;
  private volatile long heardNanos;
  private volatile long pingedNanos;
  private volatile boolean isHearing;
  private ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean isText;

  /**
   * @param room for what is longer than most messages
   * @param nanos a clock for durations
   * @param left hears when it is over
   */
  Socket(Talk talk, SocketLimits limits, Room room, LongSupplier nanos, Consumer<Socket> left) {
    this.talk = talk;
    this.limits = limits;
    this.room = room;
    this.nanos = nanos;
    this.left = left;
    this.heardNanos = nanos.getAsLong();
    this.pingedNanos = heardNanos;
  }

  // ---- what Jetty tells

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    try {
      talk.begin(this);
      callback.succeeded();
      opened.demand();
    } catch (RuntimeException e) {
      failed(e);
      callback.succeeded();
    }
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    heardNanos = nanos.getAsLong();
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> data(frame);
      case OpCode.PING -> send(new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload())));
      default -> {} // a pong was heard, that is all; a close is answered by Jetty
    }
    callback.succeeded();
    CoreSession open = session;
    if (open != null && frame.getOpCode() != OpCode.CLOSE) {
      open.demand();
    }
  }

  private void data(Frame frame) {
    if (frame.getOpCode() != OpCode.CONTINUATION) {
      isText = frame.getOpCode() == OpCode.TEXT;
    }
    int usual = limits.messageBytesMax();
    int max = isText ? usual : Math.max(usual, talk.bytesMax());
    long length = (long) message.size() + frame.getPayloadLength();
    if (length > max) {
      forget();
      hangUp(Goodbye.TOO_LARGE, "a message has " + max + " bytes at most here");
    } else if (!takeRoom(length - usual)) {
      forget();
      hangUp(Goodbye.TRY_LATER, "the server has no memory for long messages now; try again");
    } else {
      message.writeBytes(BufferUtil.toArray(frame.getPayload()));
      if (frame.isFin()) {
        hear(message.toByteArray());
        forget();
      }
    }
  }

  /** Takes as much as there has to be by now. */
  private boolean takeRoom(long bytes) {
    long more = bytes - roomTaken.get();
    if (more > 0) {
      if (!room.take(more)) {
        return false;
      }
      roomTaken.addAndGet(more);
      if (isLeft.get()) {
        giveRoom();
      }
    }
    return true;
  }

  private void giveRoom() {
    room.give(roomTaken.getAndSet(0));
  }

  private void forget() {
    message = new ByteArrayOutputStream();
    giveRoom();
  }

  private void hear(byte[] whole) {
    isHearing = true;
    try {
      if (isText) {
        talk.text(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(whole)).toString());
      } else {
        talk.bytes(whole);
      }
    } catch (CharacterCodingException e) {
      hangUp(Goodbye.NOT_UTF_8, "a text is UTF-8");
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failed(e);
    } finally {
      heardNanos = nanos.getAsLong();
      isHearing = false;
    }
  }

  private void failed(Throwable e) {
    LOG.error("a conversation failed", e);
    hangUp(Goodbye.FAILED, "the server could not do it; its log says why");
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    LOG.debug("a socket failed", cause);
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    leave();
    callback.succeeded();
  }

  private void leave() {
    if (isLeft.compareAndSet(false, true)) {
      giveRoom();
      left.accept(this); // first: whoever hears that it is over may come to take its place
      try {
        talk.end();
      } catch (RuntimeException e) {
        LOG.error("a conversation did not end well", e);
      }
    }
  }

  // ---- what the talk says

  @Override
  public void say(String text) {
    send(new Frame(OpCode.TEXT, text));
  }

  @Override
  public void say(byte[] bytes) {
    send(new Frame(OpCode.BINARY, ByteBuffer.wrap(bytes)));
  }

  private void send(Frame frame) {
    CoreSession open = session;
    if (open == null || isLeft.get()) {
      return;
    }
    int bytes = frame.getPayloadLength();
    long all = queued.addAndGet(bytes);
    if (all > bytes && all > limits.queuedBytesMax()) {
      LOG.info("a client is cut off: it has not taken in {} bytes", all);
      cut();
      return;
    }
    open.sendFrame(frame, Callback.from(() -> queued.addAndGet(-bytes)), false);
  }

  @Override
  public long queuedBytes() {
    return queued.get();
  }

  @Override
  public void hangUp(Goodbye why, String text) {
    CoreSession open = session;
    if (open != null) {
      open.close(why.code(), text, Callback.NOOP);
    }
  }

  /** At once, whatever is queued. */
  private void cut() {
    CoreSession open = session;
    if (open != null) {
      open.abort();
    }
    leave();
  }

  // ---- whether it is there

  /** To be called now and then. */
  void watch(long now) {
    if (isHearing) {
      return; // nothing else is read meanwhile
    }
    if (now - heardNanos >= limits.silence().toNanos()) {
      LOG.info("a client is taken for gone: nothing was heard of it for {}", limits.silence());
      cut();
    } else if (now - Math.max(heardNanos, pingedNanos) >= limits.ping().toNanos()) {
      pingedNanos = now;
      send(new Frame(OpCode.PING));
    }
  }
}
