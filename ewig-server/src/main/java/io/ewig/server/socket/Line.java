package io.ewig.server.socket;

/** The way to a client; any thread, and no call waits. What is said when it is cut is lost. */
public interface Line {

  void say(String message);

  void say(byte[] message);

  /** What was said and is not on its way yet. */
  long queuedBytes();

  /**
   * Cuts the line when all that was said is on its way; what the client says from now on is not
   * heard, and if it does not hang up as well, it is cut off.
   */
  void hangUp(Goodbye why, String text);

  /** Why a line is cut, as numbers of RFC 6455. */
  enum Goodbye {
    STOPPING(1001),
    NOT_UTF_8(1007),
    NOT_ALLOWED(1008),
    TOO_LARGE(1009),
    FAILED(1011),
    TRY_LATER(1013);

    private final int code;

    Goodbye(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }
}
