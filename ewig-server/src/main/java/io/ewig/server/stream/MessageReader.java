package io.ewig.server.stream;

import io.ewig.jdbc.wire.StreamFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of what comes, without waiting for it; one thread at a time. While nothing of a
 * message is there it holds no memory.
 */
final class MessageReader {

  private static final int BUFFER_BYTES = 4 * 1024;

  /** The JVM keeps as much memory for each thread as was ever read at once. */
  private static final int PIECE_BYTES = 128 * 1024;

  private final EndPoint endPoint;
  private final Desk desk;

  /** What was read and belongs to no message yet; from its position to its limit. */
  private ByteBuffer rest = BufferUtil.EMPTY_BUFFER;

  /** A message, and how much of it is there. */
  private byte @Nullable [] message;

  private int filled;

  private final AtomicInteger reserved = new AtomicInteger();

  MessageReader(EndPoint endPoint, Desk desk) {
    this.endPoint = endPoint;
    this.desk = desk;
  }

  /** What has come of it. */
  sealed interface Read {}

  record Whole(byte[] message) implements Read {}

  record Refused(Desk.Answer why) implements Read {}

  /** No message. */
  enum Nothing implements Read {
    YET,
    ANY_MORE
  }

  /** What was read before. */
  void begin(ByteBuffer bytes) {
    rest = BufferUtil.allocate(Math.max(BUFFER_BYTES, bytes.remaining()));
    BufferUtil.append(rest, bytes);
  }

  boolean isWithinMessage() {
    return message != null || rest.hasRemaining();
  }

  Read read() throws IOException {
    if (message == null) {
      Read none = readHead();
      if (none != null) {
        return none;
      }
    }
    byte[] into = message;
    if (into == null) {
      throw new IllegalStateException("a head without a message");
    }
    while (filled < into.length) {
      int length = Math.min(PIECE_BYTES, into.length - filled);
      ByteBuffer piece = ByteBuffer.wrap(into, filled, length).slice().limit(0);
      int got = endPoint.fill(piece);
      if (got <= 0) {
        return nothing(got);
      }
      filled += got;
    }
    message = null;
    return new Whole(into);
  }

  /** Null when it is there: then a message has begun. */
  private @Nullable Read readHead() throws IOException {
    while (rest.remaining() < StreamFrame.REQUEST_HEAD_BYTES) {
      int got = endPoint.fill(room());
      if (got <= 0) {
        return nothing(got);
      }
    }
    int length = rest.getInt();
    Desk.Answer refusal = desk.reserve(length);
    if (refusal != null) {
      return new Refused(refusal);
    }
    reserved.set(length);
    byte[] begun = new byte[length];
    filled = Math.min(length, rest.remaining());
    rest.get(begun, 0, filled);
    message = begun;
    return null;
  }

  /** A buffer that has room. */
  private ByteBuffer room() {
    if (rest.capacity() == 0) {
      rest = BufferUtil.allocate(BUFFER_BYTES);
    } else if (rest.hasRemaining()) {
      BufferUtil.compact(rest);
    } else {
      BufferUtil.clear(rest);
    }
    return rest;
  }

  private Nothing nothing(int got) {
    if (got < 0) {
      done();
      return Nothing.ANY_MORE;
    }
    if (!isWithinMessage()) {
      rest = BufferUtil.EMPTY_BUFFER;
    }
    return Nothing.YET;
  }

  /** Gives back the room of the last message; any thread. */
  void done() {
    desk.release(reserved.getAndSet(0));
  }

  /**
   * Whether the client has hung up: what it says meanwhile is kept. Only while a message is being
   * answered.
   */
  boolean isAtEnd() {
    try {
      return !endPoint.isOpen() || (BufferUtil.space(room()) > 0 && endPoint.fill(rest) < 0);
    } catch (IOException e) {
      return true;
    }
  }
}
