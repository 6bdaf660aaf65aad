package io.ewig.engine.json;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** Refuses documents beyond what {@link Json} promises, whoever makes them. */
final class JsonLimits {

  private JsonLimits() {}

  static int size(long bytes, String what) {
    if (bytes > Json.BYTES_MAX) {
      throw new UserException(
          ErrorCode.JSON_TOO_LARGE,
          "a JSON "
              + what
              + " would have "
              + bytes
              + " bytes; "
              + Json.BYTES_MAX
              + " are the limit: split it");
    }
    return (int) bytes;
  }

  static int depth(int depth) {
    if (depth > Json.DEPTH_MAX) {
      throw new UserException(
          ErrorCode.JSON_TOO_LARGE,
          "a JSON document would be over "
              + Json.DEPTH_MAX
              + " objects and arrays deep; make it flatter");
    }
    return depth;
  }
}
