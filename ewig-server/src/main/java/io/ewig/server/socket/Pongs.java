package io.ewig.server.socket;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * Answers to a client's pings; any thread. One is on its way at a time, and of the pings that come
 * meanwhile the last is answered, which is all that RFC 6455 asks for: so a client that pings and
 * takes nothing in costs nothing.
 */
final class Pongs {

  private final BiConsumer<Frame, Runnable> sends;
  private final AtomicReference<@Nullable ByteBuffer> unanswered = new AtomicReference<>();
  private final AtomicBoolean isOnItsWay = new AtomicBoolean();

  /**
   * @param sends a frame, and tells when it is on the wire, or never will be
   */
  Pongs(BiConsumer<Frame, Runnable> sends) {
    this.sends = sends;
  }

  /**
   * @param payload of the ping
   */
  void answer(ByteBuffer payload) {
    unanswered.set(BufferUtil.copy(payload));
    sendNext();
  }

  private void sendNext() {
    while (unanswered.get() != null && isOnItsWay.compareAndSet(false, true)) {
      ByteBuffer payload = unanswered.getAndSet(null);
      if (payload == null) {
        isOnItsWay.set(false); // somebody else was faster; and one may have come since
      } else {
        sends.accept(new Frame(OpCode.PONG, payload), this::sent);
      }
    }
  }

  private void sent() {
    isOnItsWay.set(false);
    sendNext();
  }
}
