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
    } catch (EwigException e) {
      throw of(e);
    } catch (StackOverflowError e) {
      throw Failures.of("54001", 0, "the statement is nested too deeply; simplify it", e);
    } catch (OutOfMemoryError e) {
      throw Failures.of("53200", 0, "the JVM has no memory left for the statement; raise -Xmx", e);
    } catch (RuntimeException | AssertionError e) {
      throw Failures.unforeseen(e);
    }
  }
}
