package io.ewig.jdbc.embedded;

import io.ewig.engine.error.EwigException;
import io.ewig.jdbc.error.Failures;
import java.sql.SQLException;

/** What goes wrong in the engine, as JDBC says it. */
final class Errors {

  private Errors() {}

  static SQLException of(EwigException e) {
    return Failures.of(e.code().sqlState(), e.code().number(), e.getMessage(), e);
  }

  /** Work that may fail. */
  @FunctionalInterface
  interface Work<T> {
    T run();
  }

  static <T> T translating(Work<T> work) throws SQLException {
    try {
      return work.run();
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
