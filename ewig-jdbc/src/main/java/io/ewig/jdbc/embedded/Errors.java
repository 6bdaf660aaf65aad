package io.ewig.jdbc.embedded;

import io.ewig.engine.error.EwigException;
import io.ewig.jdbc.error.Failures;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What goes wrong in the engine, as JDBC says it. */
final class Errors {

  private Errors() {}

  static SQLException of(EwigException e) {
    return Failures.of(e.code().sqlState(), e.code().number(), String.valueOf(e.getMessage()), e);
  }

  /** Looks for something, and may fail. */
  @FunctionalInterface
  interface Search<T> {
    @Nullable T find();
  }

  /** Makes something, and may fail. */
  @FunctionalInterface
  interface Work<T> {
    T run();
  }

  static <T> T translating(Work<T> work) throws SQLException {
    return Objects.requireNonNull(searching(work::run));
  }

  static void running(Runnable work) throws SQLException {
    searching(
        () -> {
          work.run();
          return null;
        });
  }

  static <T> @Nullable T searching(Search<T> search) throws SQLException {
    try {
      return search.find();
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw of(e);
    }
  }

  /** What to throw instead of what went wrong; what is not foreseen here is thrown as it is. */
  static SQLException of(Throwable problem) {
    if (problem instanceof EwigException e) {
      return of(e);
    } else if (problem instanceof StackOverflowError) {
      return Failures.of("54001", 0, "the statement is nested too deeply; simplify it", problem);
    } else if (problem instanceof OutOfMemoryError) {
      return Failures.of(
          "53200", 0, "the JVM has no memory left for the statement; raise -Xmx", problem);
    }
    return Failures.unforeseen(problem);
  }
}
