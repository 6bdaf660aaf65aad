package io.ewig.sync.session;

/**
 * How a session behaves.
 *
 * @param asksRoot whether it wants to know the peer's root
 * @param windowBytes so many bytes of payload go out before the peer has to answer
 */
public record SessionOptions(Direction direction, boolean asksRoot, long windowBytes) {

  /** Large enough that waiting costs little, small enough for the memory of both. */
  public static final long WINDOW_BYTES = 8L << 20;

  public static SessionOptions of(Direction direction) {
    return new SessionOptions(direction, false, WINDOW_BYTES);
  }

  public SessionOptions asking() {
    return new SessionOptions(direction, true, windowBytes);
  }

  public SessionOptions withWindowBytes(long bytes) {
    return new SessionOptions(direction, asksRoot, bytes);
  }
}
