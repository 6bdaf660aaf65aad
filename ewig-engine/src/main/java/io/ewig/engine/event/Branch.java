package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.Quote;
import io.ewig.engine.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a line of commits. */
public record Branch(String name) {

  public static final int BYTES_MAX = 255;

  private static final Pattern SHAPE =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_./-]*(~[0-9]+)?");

  /** The branch that every database starts with. */
  public static final Branch MAIN = new Branch("main");

  public Branch {
    if (!SHAPE.matcher(name).matches()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          Quote.of(name) + " does not name a branch; use letters, digits, _ . / -");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the name "
              + Quote.of(name)
              + " of a branch or tag is over "
              + BYTES_MAX
              + " bytes; shorten it");
    }
  }

  /**
   * By hand: asked several times for each event, and what a record makes took a tenth of a commit.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Branch that && name.equals(that.name));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
