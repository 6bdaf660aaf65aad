package io.ewig.jdbc.link;

import org.jspecify.annotations.Nullable;

/** Takes values one after another, without an object for each where there is none; one thread. */
public interface ValueSink {

  /** A null. */
  void none();

  void flag(boolean flag);

  void tinyint(long number);

  void smallint(long number);

  void integer(long number);

  void bigint(long number);

  /**
   * @param day since 1970
   */
  void day(long day);

  /** A text that lies there as UTF-8. */
  void text(byte[] bytes, int from, int end);

  void value(@Nullable Object value);
}
