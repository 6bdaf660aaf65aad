package io.ewig.server.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers the messages of one connection; one thread at a time. */
public interface Desk {

  /**
   * Makes room for a message of which only the length is known.
   *
   * @return null, or why it can't come; then the connection ends
   */
  @Nullable Answer reserve(int bytes);

  /** Gives the room back, whether or not the message came. */
  void release(int bytes);

  /** Does what a message asks for. The answer must be sent, even if nobody is there any more. */
  Reply serve(byte[] message, Watch watch);

  /** An answer that is to be sent once, by any thread. */
  interface Reply {

    /** Whether {@link #send} waits until what it says is durable. */
    boolean mustWait();

    void send(Sender sender) throws IOException;
  }

  /** What goes back. */
  interface Sender {
    /** Returns when all of it is on its way. */
    void send(Answer answer) throws IOException;
  }

  /**
   * @param status as HTTP's; all but 200 say that nothing was done, but 500 that it may have been
   * @param sqlState 00000, or what went wrong
   * @param message a text, if something went wrong
   */
  record Answer(int status, String sqlState, byte[] message) {}
}
