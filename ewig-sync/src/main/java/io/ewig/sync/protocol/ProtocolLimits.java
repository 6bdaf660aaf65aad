package io.ewig.sync.protocol;

/** How much a peer may say at a time. */
public final class ProtocolLimits {

  /**
   * Payloads of a request or an answer, and so of a commit: with what lies around them they have to
   * go into what a server takes as a request.
   */
  public static final int LOAD_BYTES_MAX = 60 << 20;

  /** One frame. */
  public static final int FRAME_BYTES_MAX = LOAD_BYTES_MAX + (1 << 20);

  /** Events and payloads before they were compressed, so that little can't become very much. */
  public static final int RAW_BYTES_MAX = 128 << 20;

  /** What compresses better is not compressed: memory is given out for what is announced. */
  public static final int RATIO_MAX = 256;

  /** A batch of commits is closed when its payloads have come to so many bytes. */
  public static final int BATCH_BYTES = 1 << 20;

  /** Likewise, by events: some hundred bytes of memory each. */
  public static final int BATCH_EVENTS = 1 << 14;

  /**
   * So many events of a body, about those of a window, cost nothing; each further one has to have a
   * byte.
   */
  public static final int EVENTS_FREE = 1 << 18;

  /** Origins of a version vector: 24 bytes each. */
  public static final int ORIGINS_MAX = 1 << 16;

  /** Payloads that are asked for at a time: 32 bytes each. */
  public static final int PAYLOADS_MAX = 4096;

  /** Stretches of events, and objects, that are asked for at a time; each may be a frame. */
  public static final int WANTED_MAX = 1 << 10;

  /** Events up to which somebody wants to know what histories have come to, at a time. */
  public static final int PLACES_MAX = 4096;

  /** Branches of which it is said what they come to. */
  public static final int BRANCHES_MAX = 1 << 16;

  /** Frames of a body. */
  public static final int FRAMES_MAX = 4096;

  /** What a refusal says in words. */
  public static final int TEXT_BYTES_MAX = 2048;

  private ProtocolLimits() {}
}
