package io.ewig.server.stream;

import java.util.function.Function;

/**
 * What is to be said, perhaps not before something has become durable; asked for once.
 *
 * @param <T> what it is
 */
public interface Due<T> {

  /** Whether {@link #await} may take a while. */
  boolean mustWait();

  /** Returns when it may be said. */
  T await();

  /** It may be said at once. */
  static <T> Due<T> now(T value) {
    return new Due<>() {
      @Override
      public boolean mustWait() {
        return false;
      }

      @Override
      public T await() {
        return value;
      }
    };
  }

  /** The same, in other words. */
  default <R> Due<R> as(Function<T, R> words) {
    Due<T> said = this;
    return new Due<>() {
      @Override
      public boolean mustWait() {
        return said.mustWait();
      }

      @Override
      public R await() {
        return words.apply(said.await());
      }
    };
  }
}
