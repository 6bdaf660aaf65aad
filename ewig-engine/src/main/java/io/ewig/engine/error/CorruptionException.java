package io.ewig.engine.error;

import org.jspecify.annotations.Nullable;

/** Bytes on disk are not what was written; names the file, the offset and what did not hold. */
public final class CorruptionException extends EwigException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final String what;

  /**
   * @param offset byte offset in the file, or -1 where the whole file is meant
   */
  public CorruptionException(ErrorCode code, String file, long offset, String what) {
    this(code, file, offset, what, null);
  }

  public CorruptionException(
      ErrorCode code, String file, long offset, String what, @Nullable Throwable cause) {
    super(ErrorCode.Category.CORRUPTION, code, describe(file, offset, what), cause);
    this.file = file;
    this.offset = offset;
    this.what = what;
  }

  private static String describe(String file, long offset, String what) {
    return file + (offset < 0 ? "" : " at offset " + offset) + ": " + what;
  }

  public String file() {
    return file;
  }

  public long offset() {
    return offset;
  }

  /** What did not hold, without the place. */
  public String what() {
    return what;
  }
}
