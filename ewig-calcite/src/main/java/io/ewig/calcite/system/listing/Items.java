package io.ewig.calcite.system.listing;

import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Objects that are listed, one after the other; one thread. */
@FunctionalInterface
public interface Items<T> extends AutoCloseable {

  /** The next one, or null after the last. */
  @Nullable T next();

  /** Whether all of them have in a column what is sought there, so that nobody needs to look. */
  default boolean haveWhatIsSoughtIn(String column) {
    return false;
  }

  @Override
  default void close() {}

  /** Those that may be seen. */
  default Items<T> seen(Predicate<T> sight) {
    Items<T> all = this;
    return new Items<>() {
      @Override
      public @Nullable T next() {
        T item = all.next();
        while (item != null && !sight.test(item)) {
          item = all.next();
        }
        return item;
      }

      @Override
      public boolean haveWhatIsSoughtIn(String column) {
        return all.haveWhatIsSoughtIn(column);
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }

  static <T> Items<T> none() {
    return () -> null;
  }

  static <T> Items<T> of(Iterable<T> all) {
    Iterator<T> iterator = all.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }
}
