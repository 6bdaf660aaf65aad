package io.ewig.jdbc.value;

import io.ewig.jdbc.error.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.SQLException;
import java.util.Arrays;

/** What streams hold, read at once: values are kept in memory. */
public final class Streams {

  public static final long ALL = -1;

  /** What an array can hold, with room for the JVM's own words. */
  private static final int LENGTH_MAX = Integer.MAX_VALUE - 16;

  private static final int CHUNK = 8_192;

  private Streams() {}

  /**
   * @param length that the stream has at least, or {@link #ALL}; the rest is left in it
   */
  public static byte[] bytes(InputStream stream, long length) throws SQLException {
    int wanted = checked(length);
    try {
      byte[] bytes = length == ALL ? stream.readAllBytes() : stream.readNBytes(wanted);
      if (length != ALL && bytes.length < wanted) {
        throw tooShort(wanted, bytes.length);
      }
      return bytes;
    } catch (IOException e) {
      throw SqlState.INVALID_ARGUMENT.error("the stream cannot be read: " + e.getMessage(), e);
    }
  }

  public static String text(Reader reader, long length) throws SQLException {
    int wanted = length == ALL ? LENGTH_MAX : checked(length);
    char[] chars = new char[Math.min(wanted, CHUNK)];
    int count = 0;
    try {
      while (count < wanted) {
        if (count == chars.length) {
          chars = Arrays.copyOf(chars, (int) Math.min(wanted, 2L * count));
        }
        int more = reader.read(chars, count, chars.length - count);
        if (more < 0) {
          break;
        }
        count += more;
      }
    } catch (IOException e) {
      throw SqlState.INVALID_ARGUMENT.error("the reader cannot be read: " + e.getMessage(), e);
    }
    if (length != ALL && count < wanted) {
      throw tooShort(wanted, count);
    }
    return new String(chars, 0, count);
  }

  private static int checked(long length) throws SQLException {
    if (length < ALL || length > LENGTH_MAX) {
      throw SqlState.INVALID_ARGUMENT.error(
          "a length lies between 0 and " + LENGTH_MAX + ", but " + length + " does not");
    }
    return (int) length;
  }

  private static SQLException tooShort(long wanted, long count) {
    return SqlState.INVALID_ARGUMENT.error(
        "the stream ended after " + count + " of the " + wanted + " that were said to come");
  }
}
