package io.ewig.calcite.execution;

import io.ewig.calcite.access.Rights;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a statement may ask about its session.
 *
 * @param user who is connected
 * @param catalog the name of the database
 * @param path where unqualified names are looked up
 * @param branch that is worked on
 * @param settings all of them, read when somebody asks
 * @param sequences what it draws numbers from
 * @param random where chance comes from
 * @param rights what may be done in it
 */
public record SessionFacts(
    String user,
    String catalog,
    SearchPath path,
    String branch,
    Supplier<List<Setting>> settings,
    Sequences sequences,
    RandomGenerator random,
    Rights rights) {

  /** Where nobody asks for settings, or draws numbers. */
  public SessionFacts(String user, String catalog, String schema, String branch) {
    this(
        user,
        catalog,
        SearchPath.of(schema),
        branch,
        List::of,
        Sequences.NONE,
        () -> 0,
        Rights.all());
  }

  /** Where new things are made. */
  public String schema() {
    return path.first();
  }

  /** The path as a text. */
  public String pathText() {
    return path.toString();
  }

  /**
   * @param value as SET takes it; null if it is not set
   * @param remarks what it does, in a sentence
   */
  public record Setting(String name, @Nullable String value, String remarks) {}
}
