package io.ewig.engine.internal.shred;

/** Says whether bytes are UTF-8 as RFC 3629 has it: nothing too long, and no surrogates. */
final class Utf8Check {

  private Utf8Check() {}

  static boolean holds(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int length = bytes[at] >= 0 ? 1 : sequence(bytes, at);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** How many bytes a character of several takes, or 0 if it is none. */
  private static int sequence(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || bytes.length - at < length) {
      return 0;
    }
    int point = first & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      int next = bytes[at + i] & 0xFF;
      if ((next & 0xC0) != 0x80) {
        return 0;
      }
      point = point << 6 | (next & 0x3F);
    }
    return isOf(point, length) ? length : 0;
  }

  private static boolean isOf(int point, int length) {
    return switch (length) {
      case 2 -> point >= 0x80;
      case 3 -> point >= 0x800 && !Character.isSurrogate((char) point);
      default -> point >= 0x10000 && point <= Character.MAX_CODE_POINT;
    };
  }
}
