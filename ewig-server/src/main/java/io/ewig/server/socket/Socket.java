package io.ewig.server.socket;

import static org.eclipse.jetty.util.BufferUtil.EMPTY_BUFFER;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
  private final Executor threads;
  private final AtomicLong roomTaken = new AtomicLong();
  private final AtomicLong queued = new AtomicLong();
  private final AtomicBoolean isLeft = new AtomicBoolean();
  private final Pongs pongs = new Pongs(this::sendAside);
  private volatile @Nullable CoreSession session;
  private volatile long heardNanos;
  private volatile boolean isHearing;
  private volatile boolean isHungUp;
  private volatile long hungUpNanos;
  private long askedNanos; // when it was asked first since it was heard; this and the next one
  private long pingedNanos; // are known to the one thread that watches
  private ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean isText;

  /**
   * @param room for what is longer than most messages
   * @param nanos a clock for durations
   * @param left hears when it is over
   * @param threads where the talk ends, which may take long
   */
  Socket(
      Talk talk,
      SocketLimits limits,
      Room room,
      LongSupplier nanos,
      Consumer<Socket> left,
      Executor threads) {
    this.talk = talk;
    this.limits = limits;
    this.room = room;
    this.nanos = nanos;
    this.left = left;
    this.threads = threads;
    this.heardNanos = nanos.getAsLong();
    this.askedNanos = heardNanos;
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
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failed(e);
      callback.succeeded();
    }
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    heardNanos = nanos.getAsLong();
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> data(frame);
      case OpCode.PING -> pongs.answer(frame.hasPayload() ? frame.getPayload() : EMPTY_BUFFER);
      default -> {} // a pong was heard, that is all; a close is answered by Jetty
    }
    callback.succeeded();
    CoreSession open = session;
    if (open != null && frame.getOpCode() != OpCode.CLOSE) {
      open.demand();
    }
  }

  private void data(Frame frame) {
    if (isHungUp) {
      forget(); // it is not listened to any more
      return;
    }
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

  /**
   * Whoever finds out that it is over may be saying something to many, or watching over all: he
   * does not wait until the talk has ended.
   */
  private void leave() {
    if (isLeft.compareAndSet(false, true)) {
      giveRoom();
      left.accept(this); // first: whoever hears that it is over may come to take its place
      try {
        threads.execute(this::endTalk);
      } catch (RejectedExecutionException e) {
        LOG.debug("the server has stopped, so a talk ends where that was found out", e);
        endTalk();
      }
    }
  }

  private void endTalk() {
    try {
      talk.end();
    } catch (RuntimeException | Error e) { // nobody else hears of it
      LOG.error("a conversation did not end well", e);
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

  /** What is not said by the talk, and is no reason to cut it: there are few of these. */
  private void sendAside(Frame frame, Runnable sent) {
    CoreSession open = session;
    if (open != null && !isLeft.get()) {
      open.sendFrame(frame, Callback.from(sent), false);
    }
  }

  @Override
  public long queuedBytes() {
    return queued.get();
  }

  @Override
  public void hangUp(Goodbye why, String text) {
    if (!isHungUp) {
      hungUpNanos = nanos.getAsLong();
      isHungUp = true;
    }
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

  /** To be called now and then, by one thread at a time. */
  void watch(long now) {
    if (isHungUp) {
      if (now - hungUpNanos >= limits.silence().toNanos()) {
        LOG.info("a client is cut off: it has not hung up in {}", limits.silence());
        cut();
      }
    } else if (!isHearing) { // while it hears, nothing else is read
      watchSilence(now);
    }
  }

  /** Whoever was not asked, because nobody watched for a while, has had no chance to answer. */
  private void watchSilence(long now) {
    long heard = heardNanos;
    boolean isAsked = askedNanos - heard > 0;
    long patience = limits.silence().minus(limits.ping()).toNanos();
    if (isAsked && now - heard >= limits.silence().toNanos() && now - askedNanos >= patience) {
      LOG.info("a client is taken for gone: nothing was heard of it for {}", limits.silence());
      cut();
    } else if (now - Math.max(heard, pingedNanos) >= limits.ping().toNanos()) {
      askedNanos = isAsked ? askedNanos : now;
      pingedNanos = now;
      sendAside(new Frame(OpCode.PING), () -> {});
    }
  }
}
