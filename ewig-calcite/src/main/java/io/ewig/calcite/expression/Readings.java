package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Execution;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a text (a pattern, a path) for a row, read again only when it is another text
 * than the last time.
 *
 * @param <P> what is read; immutable
 */
public final class Readings<P> {

  private record Read<P>(String pattern, String option, P read) {}

  private final Expression pattern;
  private final Expression option;
  private final BiFunction<String, String, P> reader;

  /** What was read last, whoever did: threads may race, and all are right. */
  private volatile @Nullable Read<P> last;

  /**
   * @param option of the pattern: its escape, its flags
   */
  public Readings(Expression pattern, Expression option, BiFunction<String, String, P> reader) {
    this.pattern = pattern;
    this.option = option;
    this.reader = reader;
  }

  /** The pattern, or null if its text or its option is null. */
  public @Nullable P of(@Nullable Object[] row, Execution execution) {
    Object text = pattern.value(row, execution);
    Object with = option.value(row, execution);
    if (text == null || with == null) {
      return null;
    }
    Read<P> read = last;
    if (read == null || !read.pattern.equals(text) || !read.option.equals(with)) {
      String source = (String) text;
      String options = (String) with;
      read = new Read<>(source, options, reader.apply(source, options));
      last = read;
    }
    return read.read;
  }
}
