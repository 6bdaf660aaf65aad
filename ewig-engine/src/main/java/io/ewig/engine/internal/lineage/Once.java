package io.ewig.engine.internal.lineage;

import io.ewig.engine.internal.space.Space;
import java.nio.charset.StandardCharsets;

/**
 * The idempotency key of a commit: a second one with the same key is the first one over again.
 *
 * <p>Kept in the commit's metadata, so that it lasts as long as the commit.
 */
public final class Once {

  public static final String METADATA_KEY = "ewig.once";

  private Once() {}

  public static byte[] key(String text) {
    return Space.ONCE.key(text.getBytes(StandardCharsets.UTF_8));
  }
}
